# The files of web/, bundled and made smaller by esbuild, as bytes in a source file.
find_program(ESBUILD esbuild REQUIRED)
file(GLOB web_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/*)
set(web_output ${PROJECT_BINARY_DIR}/generated/web)
add_custom_command(
  OUTPUT ${web_output}/assets.cc
  COMMAND ${ESBUILD} ${PROJECT_SOURCE_DIR}/web/main.ts --bundle --minify --target=es2020 --format=iife
    --outfile=${web_output}/quoth.js --log-level=warning
  COMMAND ${ESBUILD} ${PROJECT_SOURCE_DIR}/web/quoth.css --bundle --minify --outfile=${web_output}/quoth.css --log-level=warning
  COMMAND ${CMAKE_COMMAND} -DOUTPUT=${web_output}/assets.cc -DSTYLE=${web_output}/quoth.css -DSCRIPT=${web_output}/quoth.js
    -DICON=${PROJECT_SOURCE_DIR}/web/quoth.svg -DAPI=${PROJECT_SOURCE_DIR}/web/openapi.json -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${web_sources} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
  COMMENT "Bundling web/"
  VERBATIM)
