// Makes up a user's hive with Outlook profiles in it; all of it follows from the seed.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "random.h"
#include "support/hive_builder.h"

namespace olkacct::bench {

struct HivePlan {
    std::uint32_t profiles = 1;
    std::uint32_t accounts = 5;  // of all profiles together, without data files and address books
    std::size_t bytes = std::size_t{1} << 20;  // the hive grows until its bins reach this
};

// Mail keys are made in bursts between unrelated ones, some of which are rewritten and deleted, so
// that an account's cells lie apart and deleted ones are in the way, as in a hive long in use.
class Generator {
  public:
    explicit Generator(std::uint64_t seed);

    void run(const HivePlan& plan);
    // One more account in the first profile, for the logs of a dirty hive.
    void add_late_account();

    const test::HiveBuilder& hive() const { return hive_; }
    // One line for each value of each account, in hive order; `file` is the first column if given.
    void write_truth(std::ostream& out, std::string_view file) const;

  private:
    using KeyId = test::HiveBuilder::KeyId;
    using Bytes = test::Bytes;
    using Step = std::function<void()>;
    using Steps = std::vector<Step>;

    // Lists in braces are evaluated from left to right, arguments of a call and operands of + in
    // any order: draws that share an expression go through Put and joined, or the bytes would
    // depend on the compiler.
    struct Put {
        KeyId key;
        std::string name;
        std::uint32_t type;
        Bytes data;
    };
    static std::string joined(std::initializer_list<std::string> parts);

    // A Steps queue that is worked off in pieces.
    struct Activity {
        Steps steps;
        std::size_t done = 0;
        bool finished() const { return done >= steps.size(); }
        void advance() { steps[done++](); }
    };

    // random_content.cc
    std::string word(std::uint32_t shortest = 3, std::uint32_t longest = 11);
    std::string hex(std::size_t digits);
    std::string upper_hex(std::size_t digits);
    std::string guid();
    Bytes blob(std::uint32_t smallest, std::uint32_t largest);

    // generator.cc
    KeyId key(KeyId parent, std::string_view name);
    KeyId path(KeyId parent, std::string_view names);
    void set(const Put& put);
    void set_dword(KeyId key, std::string_view name, std::uint32_t number);
    void rewrite_some_value();
    void delete_some_keys(std::size_t bytes);

    // skeleton.cc
    static std::vector<Bytes> descriptors(Random& random);
    void add_skeleton();

    // filler.cc
    void add_filler(Steps& steps);
    void add_user_assist(Steps& steps);
    void add_recent_documents(Steps& steps);
    void add_file_extensions(Steps& steps);
    void add_zone_map(Steps& steps);
    void add_vendor_settings(Steps& steps);
    void add_vendor_value(KeyId key);
    void add_shell_bags(Steps& steps);
    void add_cloud_store(Steps& steps);
    void add_office_documents(Steps& steps);
    void add_certificates(Steps& steps);
    void add_experiments(Steps& steps);

    // accounts.cc
    struct Account {
        std::uint32_t id;
        std::string kind;  // POP3, IMAP, EX, AB or PST
        std::uint32_t ordinal;
        bool binary_strings = false;
        bool unterminated = false;
    };
    void add_profile(Steps& steps, const std::string& name, std::uint32_t accounts,
                     std::uint32_t first_ordinal);
    void add_sections(Steps& steps, KeyId profile, std::uint32_t accounts);
    void add_account(Steps& steps, KeyId section, const Account& account);

    Random random_;
    test::HiveBuilder hive_;
    KeyId software_ = 0;
    struct Rewritable {
        KeyId key;
        std::u16string name;
    };
    std::vector<Rewritable> rewritable_;  // unrelated values
};

}  // namespace olkacct::bench
