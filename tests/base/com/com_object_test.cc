// Reference counting, QueryInterface and the counting pointer.
#include "base/com/com_object.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/com/com_ptr.h"

namespace olkacct::com {
namespace {

class Sink final : public ComObject<IOlkAccountNotify, IOlkErrorUnknown> {
  public:
    explicit Sink(int* destroyed) : destroyed_(destroyed) {}
    ~Sink() override {
        // What a destructor that calls out may cause: somebody takes a reference and gives it back.
        AddRef();
        Release();
        ++*destroyed_;
    }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD, DWORD, DWORD) override { return S_OK; }

  private:
    int* destroyed_;
};

// A client's object that claims success and sets nothing.
struct SilentObject final : IUnknown {
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return S_OK; }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
};

}  // namespace

TEST(ComObject, answers_its_listed_interfaces_and_nothing_else) {
    int destroyed = 0;
    auto sink = make_object<Sink>(&destroyed);
    for (const IID& iid : {IID_IUnknown, IID_IOlkErrorUnknown, IID_IOlkAccountNotify}) {
        void* answer = nullptr;
        EXPECT_EQ(sink->QueryInterface(iid, &answer), S_OK);
        EXPECT_EQ(answer, sink.get());
        sink->Release();
    }
    void* answer = sink.get();
    EXPECT_EQ(sink->QueryInterface(IID_IOlkAccount, &answer), E_NOINTERFACE);
    EXPECT_EQ(answer, nullptr);
}

TEST(ComObject, QueryInterface_without_an_out_pointer_is_E_POINTER) {
    int destroyed = 0;
    auto sink = make_object<Sink>(&destroyed);
    EXPECT_EQ(sink->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
}

TEST(ComObject, is_destroyed_once_by_its_last_Release) {
    int destroyed = 0;
    auto* const sink = new Sink(&destroyed);
    EXPECT_EQ(sink->AddRef(), 2U);
    EXPECT_EQ(sink->Release(), 1U);
    EXPECT_EQ(destroyed, 0);
    EXPECT_EQ(sink->Release(), 0U);
    EXPECT_EQ(destroyed, 1);
}

TEST(ComObject, counts_exactly_when_threads_share_it) {
    int destroyed = 0;
    auto sink = make_object<Sink>(&destroyed);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&sink] {
            for (int n = 0; n < 1000; ++n) {
                const ComPtr<Sink> mine = sink;
                EXPECT_EQ(mine.get(), sink.get());
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(destroyed, 0);
    sink.reset();
    EXPECT_EQ(destroyed, 1);
}

TEST(ComObject, keeps_the_module_loaded_while_it_lives) {
    const std::size_t before = ModuleCount::value();
    int destroyed = 0;
    auto sink = make_object<Sink>(&destroyed);
    EXPECT_EQ(ModuleCount::value(), before + 1);
    sink.reset();
    EXPECT_EQ(ModuleCount::value(), before);
}

TEST(ComPtr, copy_adds_a_reference_and_attach_does_not) {
    int destroyed = 0;
    auto first = ComPtr<Sink>::attach(new Sink(&destroyed));
    auto second = ComPtr<Sink>::copy(first.get());
    first.reset();
    EXPECT_EQ(destroyed, 0);
    second.reset();
    EXPECT_EQ(destroyed, 1);
}

TEST(ComPtr, detach_gives_the_reference_to_the_caller) {
    int destroyed = 0;
    auto pointer = make_object<Sink>(&destroyed);
    Sink* const raw = pointer.detach();
    EXPECT_FALSE(pointer);
    EXPECT_EQ(destroyed, 0);
    raw->Release();
    EXPECT_EQ(destroyed, 1);
}

TEST(ComPtr, put_releases_what_it_held) {
    int destroyed = 0;
    auto pointer = make_object<Sink>(&destroyed);
    *pointer.put() = nullptr;
    EXPECT_EQ(destroyed, 1);
}

TEST(ComPtr, assignment_from_itself_keeps_the_object) {
    int destroyed = 0;
    auto pointer = make_object<Sink>(&destroyed);
    auto& same = pointer;
    pointer = same;
    EXPECT_EQ(destroyed, 0);
    EXPECT_TRUE(pointer);
}

TEST(ComPtr, query_gives_the_interface_or_null) {
    int destroyed = 0;
    auto pointer = make_object<Sink>(&destroyed);
    EXPECT_TRUE(pointer.query<IOlkErrorUnknown>());
    EXPECT_FALSE(pointer.query<IOlkEnum>());
    EXPECT_FALSE(ComPtr<Sink>().query<IUnknown>());
}

TEST(ComPtr, query_believes_no_success_without_a_pointer) {
    SilentObject silent;
    const auto pointer = ComPtr<SilentObject>::copy(&silent);
    EXPECT_FALSE(pointer.query<IOlkAccount>());
}

}  // namespace olkacct::com
