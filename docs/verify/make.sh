#!/bin/sh
# Makes index.html: page.html with tweetnacl-js and jsQR put in whole, as they come from npm. Needs npm; checks every sum.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent tweetnacl@1.0.3 jsqr@1.4.0 >/dev/null
for name in tweetnacl-1.0.3 jsqr-1.4.0; do
    mkdir "$name"
    tar xzf "$name.tgz" -C "$name"
done
cp tweetnacl-1.0.3/package/nacl.min.js nacl.min.js
cp jsqr-1.4.0/package/dist/jsQR.js jsQR.js
sed -n 's/^| `\(nacl.min.js\|jsQR.js\)` .* `\([0-9a-f]\{64\}\)` .*/\2  \1/p' "$here/README.md" | sha256sum --check --quiet

awk '
    function put(file,   line) { while ((getline line < file) > 0) print line; close(file) }
    /<script id="vendored-tweetnacl">/ { print "<script id=\"vendored-tweetnacl\">"; put("nacl.min.js"); print "</script>"; next }
    /<script id="vendored-jsqr">/ { print "<script id=\"vendored-jsqr\">"; put("jsQR.js"); print "</script>"; next }
    { print }
' "$here/page.html" >"$here/index.html"
