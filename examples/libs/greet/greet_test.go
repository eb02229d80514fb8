package greet

import "testing"

func TestGreetingComesInTheClosestLanguage(t *testing.T) {
	for wanted, want := range map[string]string{
		"en-GB": "Hello, Ada!",
		"de-CH": "Guten Tag, Ada!",
		"de-AT": "Grüß Gott, Ada!",
		"sv":    "Hej, Ada!",
		"ja":    "Hello, Ada!",
	} {
		got, err := Greeting(wanted, "Ada")
		if err != nil || got != want {
			t.Errorf("Greeting(%q) = %q, %v, want %q", wanted, got, err, want)
		}
	}
}

func TestGreetingRefusesWhatIsNoLanguage(t *testing.T) {
	if got, err := Greeting("not a language", "Ada"); err == nil {
		t.Errorf("Greeting() = %q, want an error", got)
	}
}
