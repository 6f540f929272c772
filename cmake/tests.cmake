# One test program from tests/, registered once per file: `ctest -R protocol/log` runs one file, `ctest -L protocol` one folder.
# Sources without test cases belong in tests/support/: a registered file in which no test case is found fails.
find_package(Catch2 QUIET)
if(NOT Catch2_FOUND)
    message(STATUS "Catch2 was not found: no tests are built")
    return()
endif()

set(tests_dir ${PROJECT_SOURCE_DIR}/tests)
file(GLOB_RECURSE test_files CONFIGURE_DEPENDS RELATIVE ${tests_dir} tests/*.cpp)
list(FILTER test_files EXCLUDE REGEX "^(consumer|bench|instructions)/")
list(TRANSFORM test_files PREPEND ${tests_dir}/ OUTPUT_VARIABLE test_sources)

add_executable(acksim_tests ${test_sources})
target_include_directories(acksim_tests PRIVATE tests)
target_link_libraries(acksim_tests PRIVATE acksim_verbs Catch2::Catch2)
target_compile_definitions(
    acksim_tests
    PRIVATE ACKSIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ACKSIM_BINARY="${PROJECT_BINARY_DIR}/acksim"
            ACKSIM_SCRATCH_DIR="${PROJECT_BINARY_DIR}/scratch")
target_precompile_headers(acksim_tests PRIVATE tests/support/catch.hpp <string> <vector>)
# Catch's own code, all of it in this file: without the precompiled header, since it defines what that header reads, and without sanitizers,
# which would take a minute to build and find nothing of ours.
set_source_files_properties(tests/support/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS "-O0;-fno-sanitize=all")
if(TARGET acksim_cli)
    add_dependencies(acksim_tests acksim_cli)
endif()

list(FILTER test_files EXCLUDE REGEX "^support/")
foreach(file IN LISTS test_files)
    cmake_path(GET file STEM stem)
    cmake_path(GET file PARENT_PATH folder)
    string(REPLACE "/" ";" labels "${folder}")
    cmake_path(REMOVE_EXTENSION file OUTPUT_VARIABLE name)
    add_test(NAME ${name} COMMAND acksim_tests --filenames-as-tags --warn NoTests "[#${stem}]" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS "${labels}")
endforeach()

# Instructions of an event and of an explored state in an optimised build: gates that a busy machine does not move.
find_program(valgrind valgrind)
if(ACKSIM_TEST_PACKAGE AND valgrind)
    add_executable(acksim_sweep tests/instructions/sweep.cpp)
    target_include_directories(acksim_sweep PRIVATE tests)
    target_link_libraries(acksim_sweep PRIVATE acksim_inside)
    add_test(NAME instructions/event COMMAND ${tests_dir}/instructions/check.sh $<TARGET_FILE:acksim_sweep> event 20 120 1850)
    add_test(NAME instructions/state COMMAND ${tests_dir}/instructions/check.sh $<TARGET_FILE:acksim_sweep> state 1 2 8600)
endif()

if(ACKSIM_TEST_PACKAGE)
    add_test(NAME package/consumer COMMAND ${CMAKE_COMMAND} -DBUILD_DIR=${PROJECT_BINARY_DIR} -DCOMPILER=${CMAKE_CXX_COMPILER}
                                           -P ${tests_dir}/consumer/check.cmake)
endif()
