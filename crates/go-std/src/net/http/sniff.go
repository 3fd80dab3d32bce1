package http

import (
	"bytes"
	"strings"
)

// Tags that a page can begin with; a space or the end of the tag must follow.
const htmlTags = "<!DOCTYPE HTML|<HTML|<HEAD|<SCRIPT|<IFRAME|<H1|<DIV|<FONT|<TABLE|<A|<STYLE|<TITLE|<B|<BODY|<BR|<P"

// What the bytes of a body can begin with, and its type, in turn: a constant, as real Go's table is there before the
// program starts and no answer makes it.
const beginnings = "%PDF-|application/pdf|%!PS-Adobe-|application/postscript|" +
	"\xfe\xff|text/plain; charset=utf-16be|\xff\xfe|text/plain; charset=utf-16le|\xef\xbb\xbf|text/plain; charset=utf-8|" +
	"\x00\x00\x01\x00|image/x-icon|\x00\x00\x02\x00|image/x-icon|BM|image/bmp|GIF87a|image/gif|GIF89a|image/gif|" +
	"\x89PNG\x0d\x0a\x1a\x0a|image/png|\xff\xd8\xff|image/jpeg|.snd|audio/basic|ID3|audio/mpeg|" +
	"OggS\x00|application/ogg|MThd\x00\x00\x00\x06|audio/midi|\x1a\x45\xdf\xa3|video/webm|" +
	"\x00\x01\x00\x00|font/ttf|OTTO|font/otf|ttcf|font/collection|wOFF|font/woff|wOF2|font/woff2|" +
	"\x1f\x8b\x08|application/x-gzip|PK\x03\x04|application/zip|" +
	"Rar!\x1a\x07\x00|application/x-rar-compressed|Rar!\x1a\x07\x01\x00|application/x-rar-compressed|" +
	"\x00asm|application/wasm"

// DetectContentType tells the type of a body from its first 512 bytes at most, as browsers do.
func DetectContentType(data []byte) string {
	data = data[:min(len(data), 512)]
	text := bytes.TrimLeft(data, "\t\n\x0c\r ")
	if isHTML(text) {
		return "text/html; charset=utf-8"
	}
	if hasPrefix(text, "<?xml") {
		return "text/xml; charset=utf-8"
	}
	for rest := beginnings; rest != ""; {
		var beginning, kind string
		beginning, rest, _ = strings.Cut(rest, "|")
		kind, rest, _ = strings.Cut(rest, "|")
		if hasPrefix(data, beginning) {
			return kind
		}
	}
	if len(data) >= 12 && string(data[:4]) == "RIFF" {
		switch kind := string(data[8:]); {
		case strings.HasPrefix(kind, "WEBPVP"):
			return "image/webp"
		case strings.HasPrefix(kind, "AVI "):
			return "video/avi"
		case strings.HasPrefix(kind, "WAVE"):
			return "audio/wave"
		}
	}
	if len(data) >= 12 && string(data[:4]) == "FORM" && string(data[8:12]) == "AIFF" {
		return "audio/aiff"
	}
	if isMP4(data) {
		return "video/mp4"
	}
	for _, b := range text {
		if b <= 0x08 || b == 0x0b || 0x0e <= b && b <= 0x1a || 0x1c <= b && b <= 0x1f {
			return "application/octet-stream"
		}
	}
	return "text/plain; charset=utf-8"
}

// hasPrefix is bytes.HasPrefix for a text that is not copied.
func hasPrefix(data []byte, prefix string) bool {
	if len(data) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if data[i] != prefix[i] {
			return false
		}
	}
	return true
}

func isHTML(text []byte) bool {
	if hasPrefix(text, "<!--") {
		return true
	}
	if len(text) == 0 || text[0] != '<' {
		return false
	}
	start := strings.ToUpper(string(text[:min(len(text), 20)]))
	for tag := range strings.SplitSeq(htmlTags, "|") {
		if rest, ok := strings.CutPrefix(start, tag); ok && rest != "" && (rest[0] == ' ' || rest[0] == '>') {
			return true
		}
	}
	return false
}

func isMP4(data []byte) bool {
	if len(data) < 12 {
		return false
	}
	size := int(data[0])<<24 | int(data[1])<<16 | int(data[2])<<8 | int(data[3])
	if size%4 != 0 || len(data) < size || string(data[4:8]) != "ftyp" {
		return false
	}
	for at := 8; at < size; at += 4 {
		if at != 12 && hasPrefix(data[at:], "mp4") {
			return true
		}
	}
	return false
}
