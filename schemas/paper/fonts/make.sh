#!/bin/sh
# Makes the fonts of paper (TTF, beside this file) and of the screen (WOFF2, station/ui/assets) from Noto Sans SC.
#
# Needs npm, and fonttools 4.68.0 with brotli 1.2.1 in the Python named by $PYTHON. Same sources and tools, same
# bytes: the sums of sources and results stand in SHA256SUMS and are checked at both ends.
#
#     PYTHON=/path/to/python schemas/paper/fonts/make.sh
#
# Coverage: every Han character that Noto Sans SC has (U+4E00-9FEF, all of Extension A, and the rare characters of
# Extensions B to G and of the compatibility block), Latin with its marks, punctuation, currency, arrows, box signs,
# kana and full-width forms. Layout tables, vertical metrics and hints are left out: nothing here sets vertical text.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
screen=$here/../../../station/ui/assets/assets/fonts
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

coverage=U+0020-007E,U+00A0-024F,U+0300-036F,U+0370-03FF,U+0400-04FF,U+1E00-1EFF,U+2000-206F,U+20A0-20BF,U+2100-27BF,\
U+2E80-2FFF,U+3000-30FF,U+3200-33FF,U+3400-4DBF,U+4E00-9FFF,U+F900-FAFF,U+FE30-FE4F,U+FF00-FFEF,U+20000-3134F

cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null
tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
cp package/400Regular/NotoSansSC_400Regular.ttf 400.ttf
cp package/600SemiBold/NotoSansSC_600SemiBold.ttf 600.ttf
cp package/LICENSE_FONT "$here/OFL.txt"
cp package/LICENSE_FONT "$screen/OFL.txt"
grep '  source-' "$here/SHA256SUMS" | sed 's/source-//' | sha256sum --check --quiet

subset() { # weight, output, further options
    weight=$1 output=$2
    shift 2
    "$python" -m fontTools.subset "$weight.ttf" --output-file="$output" --unicodes="$coverage" \
        --layout-features='' --no-hinting --notdef-outline --no-glyph-names --name-IDs=0,1,2,3,4,5,6,13,14 \
        --drop-tables+=GPOS,GSUB,GDEF,BASE,STAT,vhea,vmtx,gasp,prep "$@"
}
for weight in 400 600; do
    subset $weight "$here/NotoSansSC-$weight.ttf"
    subset $weight "$screen/NotoSansSC-$weight.woff2" --flavor=woff2
done

cd "$here"
grep -v '  source-' SHA256SUMS | sha256sum --check
