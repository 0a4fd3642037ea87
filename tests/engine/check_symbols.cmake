# Fails if an object of one kernel defines a symbol that another part of the program could use.
#
# An inline function is emitted as a weak symbol, and the linker keeps any one of the copies. If it
# keeps that of the AVX2 kernel, the program crashes on a processor without AVX2. So every global or
# weak definition must be in the kernel's own namespace (or be a template over a type of it), or be
# the kernel's one entry. Compiler-generated references to the exception personality are data.
#
#   cmake -D NM=nm -D ISA=avx2 -D OBJECTS=a.o;b.o -P check_symbols.cmake
set(strangers "")
set(entry_found FALSE)
foreach(object IN LISTS OBJECTS)
    execute_process(COMMAND ${NM} --defined-only --extern-only --demangle ${object}
        OUTPUT_VARIABLE listing RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${NM} cannot read ${object}")
    endif()
    string(REPLACE ";" "," listing "${listing}")
    string(REPLACE "\n" ";" lines "${listing}")
    foreach(line IN LISTS lines)
        if(NOT line MATCHES "^[0-9a-fA-F]* +([A-Za-z]) (.+)$")
            continue()
        endif()
        set(name "${CMAKE_MATCH_2}")
        if(name STREQUAL "couplet_run_block_${ISA}")
            set(entry_found TRUE)
        elseif(NOT name MATCHES "couplet_${ISA}::" AND NOT name MATCHES "^DW\\.ref\\.")
            string(APPEND strangers "  ${line}\n")
        endif()
    endforeach()
endforeach()
if(NOT entry_found)
    message(FATAL_ERROR "couplet_run_block_${ISA} is not defined in: ${OBJECTS}")
endif()
if(strangers)
    message(FATAL_ERROR "The ${ISA} kernel defines symbols that the whole program could come to "
        "use:\n${strangers}Rename their namespace or keep them out of the kernel.")
endif()
