# Installs the scenarios, and the model as a library that another CMake project finds:
#
#   find_package(couplet REQUIRED)
#   target_link_libraries(mine PRIVATE couplet::engine)
#   #include "engine/engine.hpp"
#
# couplet::model is the headers alone, couplet::population draws couples, couplet::engine runs plans.
# Reading scenarios and writing files is the program's business and is not installed.
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/couplet)
set(exported options model population measurement engine)
foreach(name IN LISTS exported)
    set_target_properties(couplet_${name} PROPERTIES EXPORT_NAME ${name})
endforeach()
list(TRANSFORM exported PREPEND couplet_)
install(TARGETS ${exported} EXPORT couplet_targets)
install(EXPORT couplet_targets NAMESPACE couplet:: DESTINATION ${package_folder})

foreach(folder numerics mechanisms model interventions population measurement engine)
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/sim/${folder}
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/couplet FILES_MATCHING PATTERN "*.hpp")
endforeach()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/couplet-config.cmake.in
    ${PROJECT_BINARY_DIR}/couplet-config.cmake INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/couplet-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/couplet-config.cmake
    ${PROJECT_BINARY_DIR}/couplet-config-version.cmake DESTINATION ${package_folder})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/scenarios/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/couplet/scenarios FILES_MATCHING PATTERN "*.toml")
