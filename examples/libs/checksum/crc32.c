#include "crc32.h"
#include "polynomial.h" /* from examples/include, by the -I in checksum.go */

unsigned int crc32(const unsigned char *data, size_t length) {
	unsigned int crc = 0xFFFFFFFFu;
	for (size_t i = 0; i < length; i++) {
		crc ^= data[i];
		for (int bit = 0; bit < 8; bit++) {
			crc = crc & 1 ? (crc >> 1) ^ POLYNOMIAL : crc >> 1;
		}
	}
	return ~crc;
}
