/*
 * The CRC polynomial that every program of this workspace agrees on.
 *
 * This header is outside the Go module that includes it, so the go command does not know that it is an input:
 * plain `go build` keeps using the old object file after an edit here. Goshawk notices.
 */
#ifndef GOSHAWK_EXAMPLES_POLYNOMIAL_H
#define GOSHAWK_EXAMPLES_POLYNOMIAL_H

#define POLYNOMIAL 0xEDB88320u /* CRC-32 as used by Ethernet, gzip and PNG, bits reversed */

#endif
