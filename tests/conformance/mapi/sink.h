// A client's sink for notifications, and registering it.
#pragma once

#include <gtest/gtest.h>
#include <olkacct/mapi.h>

#include <atomic>
#include <functional>
#include <vector>

namespace olkacct::test {

// Counts what it is told; lives on a test's stack.
struct Sink final : IMAPIAdviseSink {
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }
    ULONG STDMETHODCALLTYPE OnNotify(ULONG count, NOTIFICATION* notifications) override {
        for (ULONG i = 0; i < count; ++i) {
            events.push_back(notifications[i].ulEventType);
            last = notifications[i];
        }
        if (inside) inside();
        return 77;
    }
    std::atomic<ULONG> references{1};
    std::vector<ULONG> events;
    NOTIFICATION last{};
    std::function<void()> inside;
};
using Events = std::vector<ULONG>;

inline ULONG_PTR advise(IMAPISession& session, Sink& sink, ULONG mask) {
    ULONG_PTR connection = 0;
    EXPECT_EQ(session.Advise(0, nullptr, mask, &sink, &connection), S_OK);
    return connection;
}

}  // namespace olkacct::test
