# Installs a build into an empty folder, then configures, builds and runs the consumer against it.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})

execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)

# What was installed must not point back to where it was built.
file(GLOB_RECURSE package ${WORK}/prefix/*.cmake)
foreach(path IN LISTS package)
    file(READ ${path} text)
    string(FIND "${text}" "${BUILD}" position)
    if(NOT position EQUAL -1)
        message(FATAL_ERROR "${path} names the build folder")
    endif()
endforeach()

execute_process(COMMAND ${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/build -G ${GENERATOR}
    -DCMAKE_PREFIX_PATH=${WORK}/prefix -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_CXX_FLAGS=${FLAGS} -DCMAKE_BUILD_TYPE=${TYPE}
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${WORK}/build
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${WORK}/build/consumer COMMAND_ERROR_IS_FATAL ANY)
