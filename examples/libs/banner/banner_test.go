package banner

import "testing"

func TestFrameIsAsWideAsTheLongestLine(t *testing.T) {
	got := Frame("Grüß Gott", "Ada")
	want := "" +
		"+-----------+\n" +
		"| Grüß Gott |\n" +
		"| Ada       |\n" +
		"+-----------+\n"
	if got != want {
		t.Errorf("Frame() =\n%swant\n%s", got, want)
	}
}
