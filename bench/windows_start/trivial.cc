// What a client for COM and MAPI costs before it finds anything: the measure for client.cc.
#include <objbase.h>

int main() {
    ::CoInitialize(nullptr);
    static constexpr CLSID nobodys = {
        0x5A0C7F10, 0x3C5E, 0x4D0A, {0x9B, 0x1F, 0x6E, 0x35, 0x21, 0x4A, 0x77, 0xC3}};
    void* object = nullptr;
    const bool found = SUCCEEDED(
        ::CoCreateInstance(nobodys, nullptr, CLSCTX_INPROC_SERVER, IID_IUnknown, &object));
    const HMODULE mapi = ::LoadLibraryA("mapi32.dll");
    ::CoUninitialize();
    return found || mapi == nullptr ? 1 : 0;
}
