// Package greet knows a greeting in several languages.
package greet

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sort"

	"golang.org/x/text/language"
)

//go:embed greetings.json
var greetingsJSON []byte

// Greeting returns a greeting for name in the language that comes closest to the wanted one,
// which is a BCP 47 tag such as "de-AT". English is the fallback.
func Greeting(wanted, name string) (string, error) {
	tag, err := language.Parse(wanted)
	if err != nil {
		return "", fmt.Errorf("language %q: %w", wanted, err)
	}
	greetings, languages, err := load()
	if err != nil {
		return "", err
	}
	_, index, _ := language.NewMatcher(languages).Match(tag)
	return greetings[languages[index]] + ", " + name + "!", nil
}

// load parses the embedded file. The languages are sorted, English first since a matcher falls back to its first one.
func load() (map[language.Tag]string, []language.Tag, error) {
	var greetings map[language.Tag]string
	if err := json.Unmarshal(greetingsJSON, &greetings); err != nil {
		return nil, nil, fmt.Errorf("greetings.json: %w", err)
	}
	languages := []language.Tag{}
	for tag := range greetings {
		languages = append(languages, tag)
	}
	sort.Slice(languages, func(i, j int) bool {
		if languages[i] == language.English || languages[j] == language.English {
			return languages[i] == language.English
		}
		return languages[i].String() < languages[j].String()
	})
	return greetings, languages, nil
}
