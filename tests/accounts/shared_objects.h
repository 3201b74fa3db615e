// A manager over a .reg file of three accounts, for tests that use it from several threads.
#pragma once

#include <gtest/gtest.h>
#include <olkacct/acctmgmt.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/com/com_ptr.h"
#include "support/temp_dir.h"

namespace olkacct::accounts {

using com::ComPtr;

inline constexpr int rounds = 20;
inline constexpr DWORD account_count = 3;

inline std::string reg_text(const std::string& name) {
    const std::string key =
        "[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Ann\\"
        "9375CFF0413111d3B88A00104B2A6676";
    std::string text = "Windows Registry Editor Version 5.00\n\n" + key + "]\n";
    for (const char* const id : {"00000001", "00000002", "00000003"})
        text += "\n" + key + "\\" + id +
                "]\n\"clsid\"=\"{ED475411-B0D6-11D2-8C3B-00104B2A6676}\"\n\"Account Name\"=\"" +
                name + "\"\n";
    return text;
}

// Always alive; GetIdentity answers "Ann".
struct Helper final : IOlkAccountHelper {
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override {
        const WCHAR name[] = {'A', 'n', 'n', 0};
        if (*characters < 4) return E_OUTOFMEMORY;
        for (int i = 0; i < 4; ++i) identity[i] = name[i];
        ++calls;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* session) override {
        *session = nullptr;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE HandsOffSession() override { return E_NOTIMPL; }

    std::atomic<ULONG> references{1};
    std::atomic<int> calls{0};
};

class SharedObjects : public ::testing::Test {
  protected:
    SharedObjects() {
        path_ = folder_.write("a.reg", reg_text("Work"));
        EXPECT_EQ(OlkSetAccountSource(("reg:" + path_.string()).c_str()), S_OK);
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, manager_.put_void()), S_OK);
    }
    ~SharedObjects() override { EXPECT_EQ(OlkSetAccountSource(nullptr), S_OK); }

    static void run_together(const std::vector<std::function<void()>>& jobs) {
        std::vector<std::thread> threads;
        for (const auto& job : jobs) threads.emplace_back(job);
        for (auto& thread : threads) thread.join();
    }

    test::TempDir folder_;
    std::filesystem::path path_;
    Helper helper_;
    ComPtr<IOlkAccountManager> manager_;
};

}  // namespace olkacct::accounts
