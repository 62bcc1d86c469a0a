#pragma once

#include <unordered_map>
#include <unordered_set>

#include <gumbo.h>

namespace quoth {

/// Tells the article of a page from what the site puts around it and into it: navigation, cookie notices, related
/// links, comments, forms, share bars, footers. By the elements' meaning (main, article, nav, aside, footer, roles),
/// by the words of their classes and ids, and by how much of their text is links.
class Article {
 public:
  explicit Article(const GumboNode* root);

  /// Whether the element, and with it all that it holds, is none of the article's text. What holds the article is
  /// never boilerplate.
  bool is_boilerplate(const GumboNode* element) const;
  /// Whether the element is the article, or holds it.
  bool holds_article(const GumboNode* element) const { return around_.contains(element); }

 private:
  struct Share {
    std::size_t text = 0;
    std::size_t linked = 0;
    std::size_t n_links = 0;
  };
  Share measure(const GumboNode* node, bool in_link);
  Share share(const GumboNode* element) const;

  std::unordered_map<const GumboNode*, Share> shares_;  // of elements that begin a line
  std::unordered_set<const GumboNode*> around_;         // the article and what holds it
  const GumboNode* article_ = nullptr;                  // none: the page does not say, or has no other text
  std::size_t article_text_ = 0;
};

/// Whether nobody sees the element: scripts, styles, what is set not to be displayed.
bool is_hidden(const GumboNode* element);

}  // namespace quoth
