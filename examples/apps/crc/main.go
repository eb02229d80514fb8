// Command crc prints the CRC-32 checksums of files. It calls C by way of the library checksum, so it needs a C compiler.
package main

import (
	"fmt"
	"os"

	"example.com/goshawk/banner"
	"example.com/goshawk/checksum"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: crc FILE...")
		os.Exit(2)
	}
	lines := []string{}
	for _, file := range os.Args[1:] {
		data, err := os.ReadFile(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, "crc:", err)
			os.Exit(1)
		}
		lines = append(lines, fmt.Sprintf("%08x  %s", checksum.CRC32(data), file))
	}
	fmt.Print(banner.Frame(lines...))
}
