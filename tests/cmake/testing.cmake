# plumbline_test(NAME source… [LIBRARIES target…] [LABELS label…] [TIMEOUT seconds] [CASES n | OWN_CASES])
#     a GoogleTest program that may use RapidCheck; ctest lists each of its tests as NAME.Suite.Test, which may take
#     300 seconds unless told otherwise, and four times that when instrumented. A property gets 100 cases unless told
#     otherwise, and the same ones in every run; with OWN_CASES the program sees to it.
# plumbline_compile_fail(NAME file.cpp CASE "regex")
#     file.cpp compiles as it is, and with -DCASE it does not, with a diagnostic that matches the regex.
# plumbline_benchmark(NAME source…)
#     a Google Benchmark program.

foreach(package IN ITEMS GTest rapidcheck benchmark)
    find_package(${package} QUIET)
    if(NOT ${package}_FOUND)
        message(FATAL_ERROR
            "The tests need the package ${package}. `./run test` installs what is missing; "
            "-DPLUMBLINE_TESTS=OFF builds without tests.")
    endif()
endforeach()
include(GoogleTest)

function(plumbline_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "OWN_CASES" "TIMEOUT;CASES" "LIBRARIES;LABELS")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    if(NOT arg_CASES)
        set(arg_CASES 100)
    endif()
    if(plumbline_instrumentation)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()
    add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
    if(NOT arg_OWN_CASES)
        target_sources(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests/support/same_cases.cpp)
        target_compile_definitions(${name} PRIVATE PLUMBLINE_CASES=${arg_CASES})
    endif()
    target_link_libraries(${name} PRIVATE
        plumbline::plumbline ${arg_LIBRARIES} GTest::gmock GTest::gtest_main rapidcheck rapidcheck_gtest)
    target_compile_definitions(${name} PRIVATE PLUMBLINE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    gtest_discover_tests(${name}
        TEST_PREFIX ${name}.
        DISCOVERY_MODE PRE_TEST
        PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}")
endfunction()

function(plumbline_compile_fail name file case regex)
    cmake_path(ABSOLUTE_PATH file NORMALIZE)
    set(includes $<TARGET_PROPERTY:plumbline,INCLUDE_DIRECTORIES>)
    set(command ${CMAKE_COMMAND}
        "-DCOMPILER=${CMAKE_CXX_COMPILER}"
        "-DINCLUDES=$<JOIN:${includes},$<SEMICOLON>>"
        "-DFILE=${file}")
    # The file as it is must compile, or the case would prove nothing: tested once for each file.
    get_property(known GLOBAL PROPERTY plumbline_compile_fail_files)
    if(NOT file IN_LIST known)
        set_property(GLOBAL APPEND PROPERTY plumbline_compile_fail_files ${file})
        cmake_path(GET file STEM stem)
        add_test(NAME compiles.${stem} COMMAND ${command} -P ${PROJECT_SOURCE_DIR}/tests/cmake/compile_fail.cmake)
    endif()
    add_test(NAME compile_fail.${name}
        COMMAND ${command} -DCASE=${case} "-DEXPECTED=${regex}" -P ${PROJECT_SOURCE_DIR}/tests/cmake/compile_fail.cmake)
endfunction()

function(plumbline_benchmark name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE plumbline::plumbline benchmark::benchmark_main)
endfunction()
