# Every header compiles alone: for each one, a source file that includes it and nothing else. The objects are never linked.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} include/*.hpp sim/*.hpp)

set(lone_sources)
foreach(header IN LISTS headers)
    string(REGEX REPLACE "^(include|sim)/" "" spelled ${header})
    set(lone_source ${PROJECT_BINARY_DIR}/headers_alone/${header}.cpp)
    file(CONFIGURE OUTPUT ${lone_source} CONTENT "#include \"@spelled@\"\n" @ONLY)
    list(APPEND lone_sources ${lone_source})
endforeach()

if(lone_sources)
    add_library(headers_alone OBJECT ${lone_sources})
    target_compile_options(headers_alone PRIVATE -O0)
    target_link_libraries(headers_alone PRIVATE acksim_inside Boost::program_options)
endif()
