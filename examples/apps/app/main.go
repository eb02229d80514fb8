// Command app greets somebody in their language. It is pure Go and builds for every platform.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"

	"example.com/goshawk/banner"
	"example.com/goshawk/greet"
)

// version is set by -ldflags "-X main.version=…".
var version = "dev"

func main() {
	name := flag.String("name", "world", "whom to greet")
	lang := flag.String("lang", "en", "language of the greeting, such as de-AT")
	flag.Parse()

	greeting, err := greet.Greeting(*lang, *name)
	if err != nil {
		fmt.Fprintln(os.Stderr, "app:", err)
		os.Exit(1)
	}
	fmt.Print(banner.Frame(greeting, "app "+version+" on "+runtime.GOOS+"/"+runtime.GOARCH))
}
