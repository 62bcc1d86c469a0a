#include "annotate/written_language.h"

#include <gtest/gtest.h>

namespace quoth {
namespace {

std::string_view language_of(std::string_view text) {
  return written_language(text, {make_span(0, text.size())}).tag;
}

TEST(WrittenLanguage, InLatinLetters) {
  EXPECT_EQ(
      language_of(
          "The ferry to the island leaves at nine, and nobody knows when it will be back in the harbour."),
      "en");
  EXPECT_EQ(
      language_of(
          "Die Fähre zur Insel fährt um neun Uhr ab, und wir wissen nicht, wann sie wieder im Hafen ist."),
      "de");
  EXPECT_EQ(language_of("Le bateau part à neuf heures et nous ne savons pas quand il sera de retour dans le "
                        "port de la ville."),
            "fr");
  EXPECT_EQ(
      language_of(
          "El barco sale a las nueve y no sabemos cuándo vuelve al puerto, pero hay otro por la tarde."),
      "es");
  EXPECT_EQ(language_of("Il traghetto parte alle nove e non sappiamo quando è di ritorno nel porto, ma anche "
                        "questo non è un problema."),
            "it");
  EXPECT_EQ(language_of("O barco parte às nove e não sabemos quando ele volta para o porto, mas também não é "
                        "um problema para nós."),
            "pt");
  EXPECT_EQ(
      language_of(
          "De boot naar het eiland vertrekt om negen uur en wij weten niet wanneer hij weer in de haven is."),
      "nl");
  EXPECT_EQ(language_of("Båten till ön går klockan nio och vi vet inte när den är tillbaka i hamnen, men det "
                        "är inte så farligt."),
            "sv");
  EXPECT_EQ(language_of("Lautta saareen lähtee yhdeksältä ja me emme tiedä, milloin se on takaisin, mutta se "
                        "ei ole niin tärkeää."),
            "fi");
  EXPECT_EQ(language_of("Prom na wyspę odpływa o dziewiątej i nie wiemy, kiedy wróci do portu, ale to nie "
                        "jest dla nas tak ważne."),
            "pl");
  EXPECT_EQ(language_of("A komp kilenckor indul, és nem tudjuk, hogy mikor lesz újra a kikötőben, de ez nem "
                        "is baj, mert van egy másik."),
            "hu");
  EXPECT_EQ(language_of("Feribot dokuzda kalkıyor ve ne zaman döneceğini bilmiyoruz ama bu bizim için çok "
                        "önemli değil, daha var."),
            "tr");
}

TEST(WrittenLanguage, InOtherScripts) {
  EXPECT_EQ(language_of("Паром на остров уходит в девять, и мы не знаем, когда он вернётся."), "ru");
  EXPECT_EQ(language_of("Пором на острів відходить о дев'ятій, і ми не знаємо, коли він повернеться."), "uk");
  EXPECT_EQ(language_of("Το πλοίο για το νησί φεύγει στις εννέα και δεν ξέρουμε πότε γυρίζει."), "el");
  EXPECT_EQ(language_of("تغادر العبارة إلى الجزيرة في التاسعة ولا نعرف متى تعود."), "ar");
  EXPECT_EQ(language_of("המעבורת לאי יוצאת בתשע ואיננו יודעים מתי היא חוזרת."), "he");
  EXPECT_EQ(language_of("去岛上的渡轮九点出发，我们不知道它什么时候回来，也没有人知道。"), "zh");
  EXPECT_EQ(language_of("島へのフェリーは九時に出ますが、いつ戻るかは分かりません。"), "ja");
  EXPECT_EQ(language_of("섬으로 가는 배는 아홉 시에 떠나지만 언제 돌아올지 우리는 모릅니다."), "ko");
}

TEST(WrittenLanguage, EnglishAsItIsSpoken) {
  EXPECT_EQ(language_of("um so yeah we uh went down to the harbour you know and it was like totally closed"),
            "en");
  EXPECT_EQ(
      language_of(
          "THE FERRY TO THE ISLAND LEAVES AT NINE AND NOBODY KNOWS WHEN IT WILL BE BACK IN THE HARBOUR"),
      "en");
  EXPECT_EQ(language_of("She said \"je ne sais pas quand il sera de retour\" and then she left the room with "
                        "the keys, and that was all "
                        "that we heard of it for a week."),
            "en");
}

TEST(WrittenLanguage, TooLittleToTell) {
  EXPECT_EQ(language_of(""), "");
  EXPECT_EQ(language_of("Oui. Non."), "");
  EXPECT_EQ(language_of("Brannoch Hale Reed Oyre Sund Tarn Vell Moor Fenn Garth Holm Skerry Ness Voe"), "");
  EXPECT_EQ(language_of("1234 5678 \xF0\x9F\x98\x80\xF0\x9F\x98\x80 -- ..."), "");
  EXPECT_FALSE(is_foreign({}));
}

}  // namespace
}  // namespace quoth
