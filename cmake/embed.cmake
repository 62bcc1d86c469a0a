# Writes OUTPUT, a C++ source with the bytes of STYLE, SCRIPT, ICON and API (src/page/assets.h).
function(bytes_of file variable)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  set(${variable} "${bytes}" PARENT_SCOPE)
endfunction()

set(source "#include \"page/assets.h\"\n\nnamespace quoth {\nnamespace {\n")
set(accessors "")
set(all "")
foreach(asset "STYLE;style;quoth.css;text/css; charset=utf-8" "SCRIPT;script;quoth.js;text/javascript; charset=utf-8"
    "ICON;icon;quoth.svg;image/svg+xml"
    "API;api;openapi.json;application/json")
  list(POP_FRONT asset input stem name)
  list(JOIN asset ";" type)
  bytes_of(${${input}} bytes)
  file(SHA256 ${${input}} hash)
  string(APPEND all ${hash})
  string(APPEND source "const char ${stem}_bytes[] = {${bytes}};\n")
  string(APPEND accessors "const Asset& ${stem}_asset() {\n  static const Asset asset{\"${name}\", \"${type}\", {${stem}_bytes, sizeof ${stem}_bytes}};\n  return asset;\n}\n")
endforeach()
string(SHA256 version "${all}")
string(SUBSTRING ${version} 0 12 version)
file(WRITE ${OUTPUT} "${source}}  // namespace\n\n${accessors}std::string_view assets_version() { return \"${version}\"; }\n\n}  // namespace quoth\n")
