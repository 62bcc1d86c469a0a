#include "cli/user_name.h"

#include <pwd.h>
#include <unistd.h>

namespace quoth {

std::string user_name() {
  const passwd* user = ::getpwuid(::getuid());
  return user != nullptr ? user->pw_name : "unknown";
}

}  // namespace quoth
