# Rules of docs/architecture.md that a compiler does not check, read from the text of the tree.
#
#   cmake -DROOT=<source folder> -P check_structure.cmake
#
# All problems are listed before it fails.
cmake_minimum_required(VERSION 3.25)

set(problems "")
macro(problem text)
    list(APPEND problems "${text}")
endmacro()

# Which folder of sim/ and analysis/ may include which

set(core engine measurement model population interventions mechanisms numerics)
set(may_numerics numerics)
set(may_mechanisms mechanisms numerics)
set(may_interventions interventions numerics)
set(may_population population model mechanisms numerics)
set(may_model model interventions mechanisms numerics)
set(may_measurement measurement model interventions mechanisms numerics)
set(may_engine ${core})
set(may_scenario scenario ${core})
set(may_output output ${core})
set(may_experiment experiment scenario output ${core})
set(may_benchmark benchmark experiment scenario output ${core})
set(may_effects effects statistics scenario output ${core})
set(may_power power effects statistics ${core})
set(may_cli cli benchmark power effects calibration knockouts claims validation experiment scenario output ${core})
set(may_statistics statistics numerics)
set(may_validation validation statistics ${core})
set(may_calibration calibration validation statistics scenario ${core})
set(may_claims claims validation statistics ${core})
set(may_knockouts knockouts claims validation statistics ${core})
set(may_web web experiment ${core})

# What mechanisms share: a vocabulary, not behaviour.
set(shared_vocabulary mechanisms/acts.hpp mechanisms/parameter.hpp)

# Libraries that only some folders name: pattern of the include, then the folders.
set(libraries
    "tbb/|engine" "oneapi/tbb|engine"
    "hdf5|output" "H5|output"
    "toml\\+\\+|scenario" "toml\\.hpp|scenario"
    "CLI/|cli" "CLI11|cli"
    "boost/random|population"
    "nlopt|calibration"
    "Eigen/|statistics,calibration" "unsupported/Eigen|statistics")

# Lengths in lines.
set(mechanism_limit 320)
set(file_limit 400)

function(count_lines path result)
    file(READ ${path} text)
    string(REGEX REPLACE "[^\n]" "" newlines "${text}")
    string(LENGTH "${newlines}" count)
    set(${result} ${count} PARENT_SCOPE)
endfunction()

# Include lines

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/sim/*.hpp ${ROOT}/sim/*.cpp
    ${ROOT}/analysis/*.hpp ${ROOT}/analysis/*.cpp)
list(SORT sources)
list(LENGTH sources source_count)
if(source_count LESS 50)
    problem("sim/: only ${source_count} sources found: is ROOT the source folder?")
endif()
foreach(source IN LISTS sources)
    string(REGEX MATCH "^[^/]+/([^/]+)/" matched ${source})
    set(folder "${CMAKE_MATCH_1}")
    if(NOT DEFINED may_${folder})
        problem("${source}: no rule for the folder ${folder} in check_structure.cmake")
        continue()
    endif()
    file(STRINGS ${ROOT}/${source} lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS lines)
        if(line MATCHES "include[ \t]*\"([^\"]+)\"")
            set(included ${CMAKE_MATCH_1})
            # What is in analysis/ is included from there, or from the root.
            string(REGEX REPLACE "^analysis/" "" included ${included})
            if(NOT EXISTS ${ROOT}/sim/${included} AND NOT EXISTS ${ROOT}/analysis/${included})
                problem("${source}: \"${included}\" is not a path from sim/ or analysis/")
                continue()
            endif()
            string(REGEX REPLACE "/.*" "" target ${included})
            if(NOT target IN_LIST may_${folder})
                problem("${source}: ${folder} may not include ${included}")
            endif()
            if(folder STREQUAL "mechanisms" AND target STREQUAL "mechanisms"
                    AND NOT included IN_LIST shared_vocabulary
                    AND NOT source STREQUAL "sim/${included}")
                problem("${source}: a mechanism may not include a mechanism, ${included}")
            endif()
        elseif(line MATCHES "include[ \t]*<([^>]+)>")
            set(included ${CMAKE_MATCH_1})
            foreach(entry IN LISTS libraries)
                string(REGEX MATCH "^(.*)\\|(.*)$" matched "${entry}")
                if("${included}" MATCHES "^(${CMAKE_MATCH_1})")
                    string(REGEX REPLACE "^.*\\|" "" owner "${entry}")
                    string(REPLACE "," ";" owners "${owner}")
                    if(NOT folder IN_LIST owners)
                        problem("${source}: <${included}> may be named only in ${owner}")
                    endif()
                endif()
            endforeach()
        endif()
    endforeach()
endforeach()

# Each mechanism has its test

file(GLOB mechanisms RELATIVE ${ROOT}/sim/mechanisms ${ROOT}/sim/mechanisms/*.hpp)
foreach(mechanism IN LISTS mechanisms)
    string(REPLACE ".hpp" "" name ${mechanism})
    if(NOT name STREQUAL "parameter" AND NOT EXISTS ${ROOT}/tests/mechanisms/test_${name}.cpp)
        problem("sim/mechanisms/${mechanism}: no tests/mechanisms/test_${name}.cpp")
    endif()
endforeach()

# Lengths

file(GLOB_RECURSE measured RELATIVE ${ROOT} ${ROOT}/sim/*.hpp ${ROOT}/sim/*.cpp
    ${ROOT}/tests/*.hpp ${ROOT}/tests/*.cpp ${ROOT}/tests/*.py ${ROOT}/tests/*.R
    ${ROOT}/analysis/*.hpp ${ROOT}/analysis/*.cpp ${ROOT}/analysis/*.py ${ROOT}/analysis/*.R)
foreach(source IN LISTS measured)
    set(limit ${file_limit})
    if(source MATCHES "^sim/mechanisms/")
        set(limit ${mechanism_limit})
    endif()
    if(DEFINED limit_of_${source})
        set(limit ${limit_of_${source}})
    endif()
    count_lines(${ROOT}/${source} count)
    if(count GREATER limit)
        problem("${source}: ${count} lines, more than ${limit}")
    endif()
endforeach()

# Words that do not belong in the tree, written here in halves

set(foreign "../sha" "red" "/wo" "rk/")
set(markers "TO" "DO" "FIX" "ME")
function(find_words text path)
    set(words ${ARGN})
    while(words)
        list(POP_FRONT words first second)
        string(FIND "${text}" "${first}${second}" position)
        if(NOT position EQUAL -1)
            list(APPEND problems "${path}: contains ${first}${second}")
        endif()
    endwhile()
    set(problems "${problems}" PARENT_SCOPE)
endfunction()

file(GLOB top RELATIVE ${ROOT} ${ROOT}/* ${ROOT}/.*)
list(REMOVE_DUPLICATES top)
list(REMOVE_ITEM top . .. .git .cache .ccache .venv build results)
foreach(entry IN LISTS top)
    if(IS_DIRECTORY ${ROOT}/${entry})
        file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/${entry}/*)
    elseif(EXISTS ${ROOT}/${entry})
        set(files ${entry})
    else()
        continue()
    endif()
    foreach(path IN LISTS files)
        if(path MATCHES "\\.(h5|nc|png|jpg|pdf|gz|zip|pyc)$|/__pycache__/|/node_modules/")
            continue()
        endif()
        file(READ ${ROOT}/${path} text)
        find_words("${text}" ${path} ${foreign})
        if(path MATCHES "^(sim|analysis|scenarios)/")
            find_words("${text}" ${path} ${markers})
        endif()
    endforeach()
endforeach()

list(LENGTH problems count)
if(count GREATER 0)
    foreach(text IN LISTS problems)
        message("${text}")
    endforeach()
    message(FATAL_ERROR "${count} problems")
endif()
message("${source_count} sources: no problem")
