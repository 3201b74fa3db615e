# Language level, warnings and sanitizers of every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(OLKACCT_SANITIZE "" CACHE STRING "Value of -fsanitize= for every target, or empty")

add_compile_options(-Wall -Wextra -Wshadow -Wconversion)

if(OLKACCT_SANITIZE)
    # Without recovery a finding ends the program, so no test passes over one.
    add_compile_options(-fsanitize=${OLKACCT_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    string(REPLACE "fuzzer-no-link," "" link_sanitizers ${OLKACCT_SANITIZE})
    add_link_options(-fsanitize=${link_sanitizers})
endif()
