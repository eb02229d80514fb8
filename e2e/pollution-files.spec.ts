import { cRows } from './pollution/c-rows';
import { fileRows } from './pollution/file-rows';
import { moduleRows } from './pollution/module-rows';
import { testRows } from './pollution/test-rows';

testRows([...cRows, ...fileRows, ...moduleRows]);
