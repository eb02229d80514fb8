// Package checksum computes CRC-32 checksums in C.
package checksum

// #cgo CFLAGS: -I${SRCDIR}/../../include
// #include "crc32.h"
import "C"

import "unsafe"

// CRC32 returns the CRC-32 checksum of data for the polynomial in include/polynomial.h.
func CRC32(data []byte) uint32 {
	if len(data) == 0 {
		return 0
	}
	return uint32(C.crc32((*C.uchar)(unsafe.Pointer(&data[0])), C.size_t(len(data))))
}
