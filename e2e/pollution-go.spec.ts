import { goRows } from './pollution/go-rows';
import { testRows } from './pollution/test-rows';

testRows(goRows);
