# The headers that nearly every file takes in, parsed once a target, which is most of the time of a
# build. It is off where the compiler must see that each file includes what it needs.
include_guard(GLOBAL)
option(OLKACCT_PRECOMPILE "Parse the most used headers once for a whole target" OFF)
set(common_headers <algorithm> <array> <atomic> <chrono> <cstdint> <cstring> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map> <utility>
    <variant> <vector> <tl/expected.hpp>)

# precompile_headers(TARGET [HEADER...]): the common ones and those named.
function(precompile_headers target)
    if(OLKACCT_PRECOMPILE)
        target_precompile_headers(${target} PRIVATE ${common_headers} ${ARGN})
    endif()
endfunction()

# Test programs share one set: each of its own would cost more than it saves.
function(precompile_test_headers target)
    if(NOT OLKACCT_PRECOMPILE)
        return()
    endif()
    if(NOT TARGET precompiled_test_headers)
        set(empty ${CMAKE_BINARY_DIR}/generated/precompiled_test_headers.cc)
        file(CONFIGURE OUTPUT ${empty} CONTENT "// Only its headers count.\n")
        add_library(precompiled_test_headers OBJECT ${empty})
        target_link_libraries(precompiled_test_headers PRIVATE tl::expected ${ARGN})
        precompile_headers(precompiled_test_headers <gtest/gtest.h>)
        if(OLKACCT_SANITIZE OR WIN32)
            target_compile_options(precompiled_test_headers PRIVATE ${test_options})
        endif()
    endif()
    target_precompile_headers(${target} REUSE_FROM precompiled_test_headers)
endfunction()
