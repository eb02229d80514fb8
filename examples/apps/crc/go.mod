module example.com/goshawk/crc

go 1.21

require (
	example.com/goshawk/banner v0.0.0
	example.com/goshawk/checksum v0.0.0
)

// go.work joins the modules for daily work; these lines let each module build without it, too.
replace (
	example.com/goshawk/banner => ../../libs/banner
	example.com/goshawk/checksum => ../../libs/checksum
)
