module example.com/goshawk/banner

go 1.21
