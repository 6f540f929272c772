# The benchmark, built only when asked for: ./dev bench
find_package(benchmark QUIET)
file(GLOB_RECURSE bench_sources CONFIGURE_DEPENDS tests/bench/*.cpp)
if(benchmark_FOUND AND bench_sources)
    add_executable(acksim_bench EXCLUDE_FROM_ALL ${bench_sources})
    target_include_directories(acksim_bench PRIVATE tests)
    target_compile_definitions(acksim_bench PRIVATE ACKSIM_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(acksim_bench PRIVATE acksim_inside benchmark::benchmark)
endif()
