package checksum

import (
	"hash/crc32"
	"testing"
)

func TestCRC32AgreesWithTheStandardLibrary(t *testing.T) {
	for _, text := range []string{"", "a", "123456789", "The quick brown fox jumps over the lazy dog"} {
		got, want := CRC32([]byte(text)), crc32.ChecksumIEEE([]byte(text))
		if got != want {
			t.Errorf("CRC32(%q) = %08x, want %08x", text, got, want)
		}
	}
}
