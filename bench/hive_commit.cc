// One durable commit of one changed property of a hive: of hives of three sizes, beside two small
// writes in place that are waited for, and beside hivex. Usage: olkacct_hive_commit <hives folder>
#include <fcntl.h>
#include <hivex.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "measure.h"
#include "olkacct/source.h"
#include "olkacct/text.h"
#include "registry/hive/hive_store.h"
#include "report.h"

namespace olkacct::bench {
namespace {

constexpr std::size_t block_size = 4096;

template <class T>
T must(Result<T> outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().what + " " + outcome.error().where);
    if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

void must_be_done(bool done, const char* what) {
    if (!done) throw std::runtime_error(what);
}

// A text of always the same length, as an address or a server is when it is replaced.
std::u16string text_for(std::size_t number) {
    const std::string text = std::to_string(1000000 + number) + ".mail.example.org";
    return {text.begin(), text.end()};
}

RegistryValue property(std::size_t number) {
    RegistryValue out{u"POP3 Server", registry_type::sz, {}};
    for (const char16_t unit : text_for(number) + u'\0') {
        out.data.push_back(static_cast<std::byte>(unit & 0xFF));
        out.data.push_back(static_cast<std::byte>(unit >> 8));
    }
    return out;
}

// A copy of a hive that is written to and goes away.
class ScratchHive {
  public:
    explicit ScratchHive(const std::filesystem::path& original, const std::string& use)
        : path_(original.string() + "." + use + std::to_string(::getpid())) {
        remove_all();
        std::filesystem::copy_file(original, path_);
        store_ = must(registry::open_hive_store(path_));
        const auto contents = must(Source(store_).read());
        const Profile& profile = contents.profiles.at(0);
        char id[9];
        std::snprintf(id, sizeof id, "%08x", profile.accounts.at(0).id);
        account_ =
            profile.path + u"\\9375CFF0413111d3B88A00104B2A6676\\" + std::u16string(id, id + 8);
    }
    ScratchHive(const ScratchHive&) = delete;
    ScratchHive& operator=(const ScratchHive&) = delete;
    ~ScratchHive() { remove_all(); }

    // As a program does that makes one change and ends.
    void commit_alone(std::size_t number) {
        store_ = must(registry::open_hive_store(path_));
        commit(number);
        store_.reset();
    }

    // As one that makes many.
    void commit(std::size_t number) {
        const auto writer = must(store_->begin_write());
        const auto key = must(find_path(*writer, writer->root(), account_));
        must_be_done(key.has_value(), "the account is gone");
        must(writer->set_value(*key, property(number)));
        must(writer->commit());
    }

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const std::u16string& account() const { return account_; }

  private:
    void remove_all() const {
        for (const auto* suffix : {"", ".LOG1", ".LOG2"}) std::filesystem::remove(path_ + suffix);
    }

    std::string path_;
    std::shared_ptr<registry::Store> store_;
    std::u16string account_;
};

// The same change by hivex, made durable.
class Hivex {
  public:
    explicit Hivex(const ScratchHive& hive) : path_(hive.path()) {
        handle_.reset(hivex_open(path_.c_str(), HIVEX_OPEN_WRITE));
        must_be_done(handle_ != nullptr, "hivex_open");
        node_ = hivex_root(handle_.get());
        const std::string names = to_utf8(hive.account());
        for (std::size_t at = 0; at <= names.size();) {
            const std::size_t end = std::min(names.find('\\', at), names.size());
            node_ = hivex_node_get_child(handle_.get(), node_, names.substr(at, end - at).c_str());
            must_be_done(node_ != 0, "hivex_node_get_child");
            at = end + 1;
        }
    }

    void commit(std::size_t number) {
        RegistryValue value = property(number);
        std::string name = "POP3 Server";
        hive_set_value set{name.data(), hive_t_REG_SZ, value.data.size(),
                           reinterpret_cast<char*>(value.data.data())};
        must_be_done(hivex_node_set_value(handle_.get(), node_, &set, 0) == 0,
                     "hivex_node_set_value");
        must_be_done(hivex_commit(handle_.get(), nullptr, 0) == 0, "hivex_commit");
        const int file = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
        must_be_done(file >= 0 && ::fsync(file) == 0, "fsync");
        ::close(file);
    }

  private:
    struct Close {
        void operator()(hive_h* hive) const { hivex_close(hive); }
    };
    std::string path_;
    std::unique_ptr<hive_h, Close> handle_;
    hive_node_h node_ = 0;
};

// What no journal in place can do with less: two blocks, each waited for.
class TwoWrites {
  public:
    explicit TwoWrites(const ScratchHive& hive)
        : file_(::open(hive.path().c_str(), O_RDWR | O_CLOEXEC)),
          blocks_(static_cast<std::size_t>(std::filesystem::file_size(hive.path())) / block_size) {
        must_be_done(file_ >= 0, "open");
        block_.fill('b');
    }
    TwoWrites(const TwoWrites&) = delete;
    TwoWrites& operator=(const TwoWrites&) = delete;
    ~TwoWrites() { ::close(file_); }

    void write(std::size_t number) {
        block_[0] = static_cast<char>(number);
        for (const std::size_t block : {std::size_t{1}, blocks_ / 2}) {
            const auto done = ::pwrite(file_, block_.data(), block_.size(),
                                       static_cast<off_t>(block * block_size));
            must_be_done(done == static_cast<ssize_t>(block_size), "pwrite");
            must_be_done(::fdatasync(file_) == 0, "fdatasync");
        }
    }

  private:
    int file_;
    std::size_t blocks_;
    std::array<char, block_size> block_;
};

struct Size {
    const char* name;
    const char* file;
    std::size_t hivex_repetitions;
    double times_less_than_hivex;
};
constexpr std::array sizes = {Size{"1 MB", "few_in_small.dat", 15, 8},
                              Size{"10 MB", "few_in_middle.dat", 9, 50},
                              Size{"60 MB", "few_in_large.dat", 5, 300}};

int run(const std::filesystem::path& folder) {
    constexpr std::size_t repetitions = 201;
    Report report;
    for (const Size& size : {sizes[1], sizes[2]}) {
        ScratchHive large(folder / size.file, "large");
        ScratchHive small(folder / sizes[0].file, "small");
        const auto measured = measure_pairs(
            Clock::elapsed, repetitions, [&](std::size_t i) { large.commit(i); },
            [&](std::size_t i) { small.commit(i); });
        constexpr double most = 1.5;
        report.slower(std::string("hive: one property, ") + size.name + " / 1 MB", measured, most);
    }
    for (const Size& size : sizes) {
        ScratchHive hive(folder / size.file, "ours");
        ScratchHive other(folder / size.file, "plain");
        TwoWrites writes(other);
        const auto measured = measure_pairs(
            Clock::elapsed, repetitions, [&](std::size_t i) { hive.commit(i); },
            [&](std::size_t i) { writes.write(i); });
        constexpr double most = 2.5;
        report.slower(
            std::string("hive: one property, ") + size.name + " / two blocks in place, each synced",
            measured, most);
        const auto alone = measure_pairs(
            Clock::elapsed, repetitions, [&](std::size_t i) { hive.commit_alone(i); },
            [&](std::size_t i) { writes.write(i); });
        report.slower("  the same with a store for each commit", alone, 0);
    }
    for (const Size& size : sizes) {
        ScratchHive hive(folder / size.file, "ours");
        ScratchHive other(folder / size.file, "hivex");
        const auto compare = [&](const std::string& task, double target, const auto& theirs) {
            // Ours is over so soon that what else the disk does decides: the best of many.
            const auto ours = measure_pairs(
                Clock::elapsed, repetitions, [&](std::size_t i) { hive.commit(i); },
                [](std::size_t) {});
            const auto measured =
                measure_pairs(Clock::elapsed, size.hivex_repetitions, theirs, [](std::size_t) {});
            report.faster(task, ours.shortest_left, measured.shortest_left,
                          measured.shortest_left / ours.shortest_left, target);
        };
        compare(std::string("hive: one property, ") + size.name + ", hivex with fsync, best",
                size.times_less_than_hivex, [&](std::size_t i) { Hivex(other).commit(i); });
        // Ours opens the hive for each commit, and that is in its time.
        Hivex open(other);
        compare("  the same with a hive that hivex has open", 0,
                [&](std::size_t i) { open.commit(i); });
    }
    return report.missed() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace olkacct::bench

int main(int count, char** arguments) {
    try {
        return olkacct::bench::run(count > 1 ? arguments[1] : ".");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "olkacct_hive_commit: %s\n", error.what());
        return 2;
    }
}
