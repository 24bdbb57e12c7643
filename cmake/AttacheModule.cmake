# Two functions that every folder uses, so that warnings, sanitizers and include roots are set in one place.

find_package(GTest QUIET)

# Compiler settings that all of our own code is held to.
function(attache_settings target)
  # GCC 12 takes "text" + std::string for overlapping copies (its bug 105651): no -Wrestrict there.
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -ffp-contract=off
                                           $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                                           $<$<BOOL:${ATTACHE_WERROR}>:-Werror>)
  if(ATTACHE_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${ATTACHE_SANITIZE} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${ATTACHE_SANITIZE})
  endif()
endfunction()

# attache_module(wire DEPS base facts): the static library attache_wire from the *.cc of the calling folder.
function(attache_module name)
  cmake_parse_arguments(ARG "" "" "DEPS;LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cc")
  add_library(attache_${name} STATIC ${sources})
  target_include_directories(attache_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
  foreach(dep ${ARG_DEPS})
    target_link_libraries(attache_${name} PUBLIC attache_${dep})
  endforeach()
  target_link_libraries(attache_${name} PUBLIC ${ARG_LIBS})
  attache_settings(attache_${name})
endfunction()

# attache_test(wire DEPS wire): the program wire_test from the *_test.cc of the calling folder, known to ctest.
# Tests find the repository by ATTACHE_SOURCE_DIR (a macro) and optional shared data by ATTACHE_SHARED (environment).
function(attache_test name)
  cmake_parse_arguments(ARG "" "" "DEPS;LIBS" ${ARGN})
  if(NOT GTest_FOUND)
    return()
  endif()
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cc")
  if(NOT sources)
    return()
  endif()
  add_executable(${name}_test ${sources})
  foreach(dep ${ARG_DEPS})
    target_link_libraries(${name}_test PRIVATE attache_${dep})
  endforeach()
  target_link_libraries(${name}_test PRIVATE ${ARG_LIBS} GTest::gtest_main)
  target_compile_definitions(${name}_test PRIVATE ATTACHE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                  ATTACHE_BINARY_DIR="${CMAKE_BINARY_DIR}")
  attache_settings(${name}_test)
  add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY "${CMAKE_BINARY_DIR}")
endfunction()
