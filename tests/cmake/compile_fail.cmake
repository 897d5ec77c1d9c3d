# cmake -DCOMPILER=… -DINCLUDES=… -DFILE=… [-DCASE=… -DEXPECTED=…] -P compile_fail.cmake
#
# Without CASE: FILE must compile. With CASE: it must not, and the diagnostic must match EXPECTED.

set(command ${CMAKE_COMMAND} -E env LC_ALL=C ${COMPILER} -std=c++20 -fsyntax-only)
foreach(directory IN LISTS INCLUDES)
    list(APPEND command -I${directory})
endforeach()
if(DEFINED CASE)
    list(APPEND command -D${CASE})
endif()
execute_process(COMMAND ${command} ${FILE} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)

if(NOT DEFINED CASE)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${FILE} must compile when no case is chosen:\n${output}")
    endif()
elseif(result EQUAL 0)
    message(FATAL_ERROR "${FILE} compiles with -D${CASE}")
elseif(NOT output MATCHES "${EXPECTED}")
    message(FATAL_ERROR "${FILE} with -D${CASE} fails, but not with \"${EXPECTED}\":\n${output}")
endif()
