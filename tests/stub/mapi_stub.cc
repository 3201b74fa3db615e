// The functions of the library for a program that is not linked to it, as the stub libraries give
// them that clients for MAPI are linked to: by the DllPathEx of the default mail client. With
// OLKACCT_TEST_STUB=mapi32 those that the system's mapi32.dll forwards are called there.
#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

// Made by the build from src/server/exports.txt.
#include "exports.h"

// What each function of mapi_functions.S jumps to.
extern "C" {
#define POINTER(name, bytes) void* stub_##name = nullptr;
OLK_EXPORTS(POINTER)
#undef POINTER
}

namespace {

constexpr std::string_view forwarded[] = {
    "MAPIInitialize",       "MAPIUninitialize", "MAPILogonEx",      "MAPIAdminProfiles",
    "MAPIAllocateBuffer",   "MAPIAllocateMore", "MAPIFreeBuffer",   "MAPIOpenLocalFormContainer",
    "MAPIGetDefaultMalloc", "HrGetOneProp",     "HrQueryAllRows",   "HrThisThreadAdviseSink",
    "ScInitMapiUtil",       "DeinitMapiUtil",   "OpenStreamOnFile", "WrapCompressedRTFStream"};

[[noreturn]] void give_up(const std::string& what) {
    std::fprintf(stderr, "mapi_stub: %s\n", what.c_str());
    std::exit(3);
}

std::string text_value(const std::string& key, const char* name) {
    char text[512];
    DWORD size = sizeof text;
    if (::RegGetValueA(HKEY_LOCAL_MACHINE, key.c_str(), name, RRF_RT_REG_SZ, nullptr, text,
                       &size) != ERROR_SUCCESS)
        give_up("there is no " + key + ", value " + (name == nullptr ? "" : name));
    return text;
}

HMODULE load(const std::string& path) {
    const HMODULE library = ::LoadLibraryA(path.c_str());
    if (library == nullptr) give_up(path + " cannot be loaded");
    return library;
}

void* function(HMODULE library, const char* name, int bytes) {
    FARPROC found = ::GetProcAddress(library, name);
    if (found == nullptr)
        found =
            ::GetProcAddress(library, (std::string(name) + '@' + std::to_string(bytes)).c_str());
    return reinterpret_cast<void*>(found);
}

__attribute__((constructor)) void find_all() {
    const std::string clients = "Software\\Clients\\Mail";
    const std::string path = text_value(clients + '\\' + text_value(clients, nullptr), "DllPathEx");
    const char* const way = std::getenv("OLKACCT_TEST_STUB");
    const HMODULE system =
        way != nullptr && std::strcmp(way, "mapi32") == 0 ? load("mapi32.dll") : nullptr;
    const HMODULE library = load(path);
    int by_system = 0;
    const auto find = [&](const char* name, int bytes, void*& pointer) {
        if (system != nullptr)
            for (const std::string_view one : forwarded)
                if (one == name) pointer = function(system, name, bytes);
        if (pointer != nullptr)
            ++by_system;
        else
            pointer = function(library, name, bytes);
        if (pointer == nullptr) give_up(std::string("there is no ") + name);
    };
#define FIND(name, bytes) find(#name, bytes, stub_##name);
    OLK_EXPORTS(FIND)
#undef FIND
    std::fprintf(stderr, "mapi_stub: %s, %d functions by mapi32.dll\n", path.c_str(), by_system);
}

}  // namespace
