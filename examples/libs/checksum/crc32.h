#ifndef GOSHAWK_EXAMPLES_CRC32_H
#define GOSHAWK_EXAMPLES_CRC32_H

#include <stddef.h>

unsigned int crc32(const unsigned char *data, size_t length);

#endif
