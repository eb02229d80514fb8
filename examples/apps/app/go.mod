module example.com/goshawk/app

go 1.21

require (
	example.com/goshawk/banner v0.0.0
	example.com/goshawk/greet v0.0.0
)

require golang.org/x/text v0.21.0 // indirect

// go.work joins the modules for daily work; these lines let each module build without it, too.
replace (
	example.com/goshawk/banner => ../../libs/banner
	example.com/goshawk/greet => ../../libs/greet
)
