// Calls each interface of the installed library once; the exit code says whether both answered.
#include <olkacct/acctmgmt.h>
#include <olkacct/source.h>

#include <cstdio>

int main() {
    const auto source = olkacct::Source::open("no-such-file.dat");
    if (source || source.error().code != olkacct::ErrorCode::source_not_found) {
        std::puts("the C++ interface did not refuse a file that is not there");
        return 1;
    }

    IOlkAccountManager* manager = nullptr;
    const HRESULT created =
        OlkCreateAccountManager(IID_IOlkAccountManager, reinterpret_cast<void**>(&manager));
    if (created != S_OK || manager == nullptr) {
        std::puts("no account manager was made");
        return 1;
    }
    manager->Release();
    std::puts("both interfaces answered");
    return 0;
}
