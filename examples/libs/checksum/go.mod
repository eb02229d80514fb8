module example.com/goshawk/checksum

go 1.21
