// Package banner draws a frame around text.
package banner

import (
	"strings"
	"unicode/utf8"
)

// Frame returns the lines in a frame as wide as the longest of them.
func Frame(lines ...string) string {
	width := 0
	for _, line := range lines {
		width = max(width, utf8.RuneCountInString(line))
	}
	edge := "+" + strings.Repeat("-", width+2) + "+\n"

	var frame strings.Builder
	frame.WriteString(edge)
	for _, line := range lines {
		padding := strings.Repeat(" ", width-utf8.RuneCountInString(line))
		frame.WriteString("| " + line + padding + " |\n")
	}
	frame.WriteString(edge)
	return frame.String()
}
