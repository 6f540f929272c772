# `cmake --install` lays down the program, the library, the public headers and a package that find_package(acksim) finds.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/acksim)

install(TARGETS acksim EXPORT acksim-targets)
if(TARGET acksim_cli)
    install(TARGETS acksim_cli)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp")
install(EXPORT acksim-targets NAMESPACE acksim:: DESTINATION ${package_dir})

configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/acksim-config.cmake.in ${PROJECT_BINARY_DIR}/acksim-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/acksim-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/acksim-config.cmake ${PROJECT_BINARY_DIR}/acksim-config-version.cmake DESTINATION ${package_dir})
