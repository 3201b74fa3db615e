# Takes out of a list of sources those of other systems: what is one system's says so in its file's or
# folder's name.
include_guard(GLOBAL)
function(keep_sources_of_this_system list)
    if(WIN32)
        set(others "/(posix|linux)_[a-z_]*\\.cc$|/registry/sqlite/")
    else()
        set(others "/windows_[a-z_]*\\.cc$|/windows/")
    endif()
    list(FILTER ${list} EXCLUDE REGEX "${others}")
    set(${list} "${${list}}" PARENT_SCOPE)
endfunction()
