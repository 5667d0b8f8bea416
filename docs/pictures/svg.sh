#!/usr/bin/env bash
# svg.sh TEXT >PICTURE: what stood on a terminal, as a picture. A test holds each picture to the text beside it.
set -euo pipefail

awk '
	{
		gsub(/&/, "\\&amp;"); gsub(/</, "\\&lt;"); gsub(/>/, "\\&gt;")
		line[NR] = $0
		plain = $0; gsub(/&[a-z]+;/, "x", plain)
		if (length(plain) > columns) columns = length(plain)
	}
	END {
		width = columns * 8 + 32; height = NR * 18 + 30
		printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n", width, height, width, height
		print "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1b1f24\"/>"
		print "<g font-family=\"ui-monospace, SFMono-Regular, Menlo, Consolas, monospace\" font-size=\"13\" fill=\"#d8dee4\">"
		for (n = 1; n <= NR; n++) {
			colour = line[n] ~ /^\$ / ? " fill=\"#7ee787\"" : ""
			# Each line is as wide as its characters say, whatever the font.
			plain = line[n]; gsub(/&[a-z]+;/, "x", plain)
			if (length(plain)) printf "<text x=\"16\" y=\"%d\" xml:space=\"preserve\" textLength=\"%d\"%s>%s</text>\n", n * 18 + 10, length(plain) * 8, colour, line[n]
		}
		print "</g>"
		print "</svg>"
	}' "$1"
