/**
 * Extensions of files besides Go's that are part of a package: the go command hands them to other compilers, or links them
 * (go/build/build.go: fileListForExt).
 */
export const COMPILED_EXTENSIONS: ReadonlySet<string> = new Set(
  '.c .cc .cpp .cxx .m .h .hh .hpp .hxx .f .F .for .f90 .s .S .sx .swig .swigcxx .syso'.split(' '),
);
