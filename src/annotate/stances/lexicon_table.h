#pragma once

#include "annotate/stances/lexicon.h"

namespace quoth::stances {

/// A row of the lexicon: what an expression says plain and negated, how it stands in a sentence, and its words, separated by
/// commas: lemmas in lower case; of Frame::phrase the words as they are said. docs/quantities-and-stance.md says how to add
/// to it. A word twice in one frame, an empty or a malformed one does not compile.
struct Row {
  Kinds kinds;
  Frame frame;
  std::string_view words;
};

namespace kinds {
inline constexpr std::optional<StanceKind> kNone;
inline constexpr Kinds kHedge{StanceKind::hedge, StanceKind::hedge};
inline constexpr Kinds kPlainHedge{StanceKind::hedge, kNone};
inline constexpr Kinds kNegatedHedge{kNone, StanceKind::hedge};
inline constexpr Kinds kHedgeOrDenial{StanceKind::hedge, StanceKind::denial};
inline constexpr Kinds kBooster{StanceKind::booster, StanceKind::booster};
inline constexpr Kinds kBoosterOrHedge{StanceKind::booster, StanceKind::hedge};
inline constexpr Kinds kBoosterOrDenial{StanceKind::booster, StanceKind::denial};
inline constexpr Kinds kEvidential{StanceKind::evidential, StanceKind::evidential};
inline constexpr Kinds kDenial{StanceKind::denial, kNone};
inline constexpr Kinds kNegatedDenial{kNone, StanceKind::denial};
inline constexpr Kinds kCommitment{StanceKind::commitment, StanceKind::commitment};
inline constexpr Kinds kDemand{StanceKind::demand, StanceKind::demand};
inline constexpr Kinds kNegation{StanceKind::negation, StanceKind::negation};
}  // namespace kinds

inline constexpr Row kRows[] = {
    // ---- Hedges: after Hyland (2005), Prince et al. (1982) and the speculation cues of BioScope ----
    {kinds::kHedge, Frame::adverb,
     "probably,perhaps,maybe,possibly,presumably,seemingly,conceivably,potentially,arguably,plausibly,"
     "perchance,"
     "mayhap,likely,theoretically,hypothetically,supposably"},
    {kinds::kHedge, Frame::phrase,
     "as far as i know,as far as i am aware,as far as i'm aware,as far as i can tell,as far as i can see,"
     "as far as i understand,as far as i recall,as far as i remember,as far as i can recall,"
     "as far as i can remember,as far as we know,as far as we are aware,as far as we can tell,"
     "so far as i know,so far as i am aware,so far as i'm aware,so far as i can tell,so far as i recall,"
     "to the best of my knowledge,to the best of my recollection,to the best of my belief,to my knowledge,"
     "to the best of our knowledge,to my mind,to my understanding,from what i know,from what i understand,"
     "from what i can tell,from what i can see,as i understand it,as i understand,as i recall,as i remember,"
     "if i remember correctly,if i remember rightly,if i remember right,if i recall correctly,if i recall,"
     "if i am not mistaken,if i'm not mistaken,correct me if i'm wrong,correct me if i am wrong,i could be "
     "wrong,"
     "i may be wrong,i might be wrong,in my opinion,in my view,in our view,in our opinion,in my judgment,"
     "in my judgement,in our judgment,in our judgement,in my estimation,in my mind,in my experience,"
     "in my humble opinion,from my point of view,from my perspective,from our perspective,"
     "from our point of view,in all likelihood,in all probability,most likely,very likely,highly likely,"
     "quite likely,more than likely,more likely than not,most probably,very probably,who knows,who can say,"
     "your guess is as good as mine,for all i know,for all we know,i dare say,i daresay,no one can predict,"
     "nobody can predict,no one knows,nobody knows,no one can say,no one can tell,nobody can say,nobody can "
     "tell,"
     "i would be surprised if,i'd be surprised if,i would not be surprised if,i wouldn't be surprised if,"
     "could be,could well be,could have been,could possibly,could potentially,could conceivably,could easily,"
     "in theory,in principle,if i remember,if memory serves,if my memory serves me,from memory,"
     "i have no idea,i've no idea,we have no idea,i have no recollection,i've no recollection,i have no "
     "memory,"
     "i wouldn't know,i would not know,i can't say,i cannot say,i couldn't say,i could not say,i can't swear,"
     "it's fair to say,it is fair to say,it would be fair to say,it's safe to say,it is safe to say,"
     "it's hard to say,it is hard to say,it's difficult to say,it is difficult to say,it's too early to say,"
     "it is too early to say,it remains to be seen,time will tell,that's just a guess,that's a guess,"
     "it's just a guess,this is just speculation,this is speculation,that's speculation,chances are,"
     "the chances are,odds are,the odds are,more or less certain,as best i can,as best i can tell,"
     "as best we can tell,as near as i can tell,so far as we know,as far as we understand,as i say i think,"
     "there is no telling,there's no telling,god knows,goodness knows,heaven knows"},
    {kinds::kHedge, Frame::modal, "may,might"},
    {kinds::kHedge, Frame::mind_verb,
     "think,believe,suppose,guess,assume,suspect,imagine,reckon,presume,surmise,conjecture,speculate,feel,"
     "hypothesize,estimate,deem,doubt"},
    {kinds::kPlainHedge, Frame::mind_verb, "understand,gather,figure,infer,sense,fancy"},
    {kinds::kNegatedHedge, Frame::memory_verb, "recall,remember,recollect,prove"},
    {kinds::kHedgeOrDenial, Frame::mind_verb, "expect,predict,anticipate"},
    {kinds::kHedgeOrDenial, Frame::would_verb,
     "say,argue,suggest,submit,venture,contend,call,describe,characterize,characterise,put,tend"},
    {kinds::kHedge, Frame::raising_verb, "seem,appear"},
    {kinds::kHedge, Frame::it_adjective,
     "possible,probable,likely,conceivable,plausible,doubtful,arguable,uncertain,unclear,questionable,"
     "debatable,"
     "unlikely,improbable,imaginable,thinkable"},
    {kinds::kHedge, Frame::raising_adjective, "likely,unlikely,liable,apt"},
    {kinds::kHedge, Frame::my_noun,
     "belief,view,opinion,impression,understanding,guess,feeling,hunch,suspicion,sense,recollection,"
     "assumption,"
     "judgment,judgement,assessment,expectation,intuition,hypothesis,theory,estimate,instinct,memory,bet"},
    {kinds::kHedge, Frame::there_noun, "chance,possibility,likelihood,probability"},

    // ---- Boosters ----
    {kinds::kBooster, Frame::adverb,
     "certainly,surely,definitely,undoubtedly,undeniably,indisputably,unquestionably,indubitably,obviously,"
     "clearly,"
     "plainly,actually,indeed,naturally,inevitably,absolutely,doubtless,doubtlessly,assuredly,"
     "incontrovertibly,"
     "incontestably,decidedly,unmistakably,manifestly,patently,demonstrably,undisputedly,categorically,"
     "unequivocally,truly,unarguably,inarguably"},
    {kinds::kBooster, Frame::phrase,
     "of course,in fact,as a matter of fact,in point of fact,in actual fact,in actuality,in reality,in truth,"
     "without question,without a doubt,without doubt,without any doubt,without any question,without a "
     "question,"
     "no doubt,no question,beyond doubt,beyond question,beyond any doubt,beyond a reasonable doubt,"
     "beyond a shadow of a doubt,beyond a doubt,beyond dispute,for sure,for certain,to be sure,needless to "
     "say,"
     "it goes without saying,make no mistake about it,make no mistake,mark my words,the fact is,"
     "the fact of the matter is,the truth is,the reality is,the truth of the matter is,the plain fact is,"
     "the simple fact is,the fact remains,believe me,believe you me,trust me,take my word for it,i promise "
     "you,"
     "you can be sure,you can be certain,you may be sure,rest assured,be assured,there's no denying,"
     "there is no denying,there is no way,there's no way,no one can deny,nobody can deny,no one disputes,"
     "nobody disputes,as everybody knows,as everyone knows,everybody knows,everyone knows,we all know,"
     "let me be clear,let me be very clear,let me be absolutely clear,let me be perfectly clear,let's be "
     "clear,"
     "let us be clear,i want to be clear,i want to be very clear,i want to make it clear,let me make it "
     "clear,"
     "i have no reason to doubt,i've no reason to doubt,we have no reason to doubt,i have every reason to "
     "believe,i have good reason to believe,we have good reason to believe,we have every reason to believe,"
     "there is every reason to believe,there is good reason to believe,"
     "i have no hesitation,i can tell you that,i can tell you this,i'll tell you this,i will tell you this,"
     "there is no way around it,without fail,no two ways about it,hands down,no ifs,by any measure,"
     "beyond all doubt,beyond all question,it is beyond dispute,it's beyond dispute,"
     "one hundred percent,a hundred percent,100 percent,100%"},
    {kinds::kBoosterOrHedge, Frame::mind_verb, "know"},
    {kinds::kBooster, Frame::modal, "must"},
    {kinds::kBoosterOrHedge, Frame::mind_adjective, "sure,certain,convinced,confident,positive,persuaded"},
    {kinds::kBoosterOrHedge, Frame::mind_verb, "convince,persuade"},
    {kinds::kBooster, Frame::firmly,
     "firmly,strongly,confidently,certainly,definitely,absolutely,truly,fully,totally,completely,"
     "passionately,deeply,"
     "fervently,wholeheartedly,genuinely,clearly,sincerely"},
    {kinds::kBooster, Frame::tell_verb, "assure,guarantee,bet,swear,warrant"},
    {kinds::kBoosterOrHedge, Frame::it_adjective,
     "clear,obvious,evident,certain,true,undeniable,inevitable,indisputable,unquestionable,plain,"
     "unmistakable,"
     "self-evident,incontrovertible,undisputed,inconceivable,unthinkable,impossible,apparent"},
    {kinds::kBoosterOrDenial, Frame::it_noun, "fact,certainty,truth,reality"},
    {kinds::kBoosterOrHedge, Frame::raising_adjective, "bound,certain,sure,guaranteed"},
    {kinds::kBooster, Frame::no_noun, "doubt,question"},

    // ---- Evidentials: the ground of a statement ----
    {kinds::kEvidential, Frame::adverb,
     "apparently,allegedly,reportedly,supposedly,purportedly,evidently,ostensibly,reputedly,rumoredly"},
    {kinds::kEvidential, Frame::phrase,
     "it turns out,it turned out,rumor has it,rumour has it,word has it,legend has it,from what i hear,"
     "from what i've heard,from what i have heard,from what i've read,from what i've seen,from what i have "
     "seen,"
     "from what i saw,from what i gather,from what i've been told,from what i was told,by all accounts,"
     "by most accounts,on all accounts,so i'm told,so i am told,i'm told,i am told,it is a matter of record,"
     "it's a matter of record,it is a matter of public record,it's a matter of public record,as a matter of "
     "record,"
     "on the evidence,as is known,as is well known,from what we know,from what we've seen,from what we have "
     "seen,"
     "from what we understand,from what we hear,from what we've heard,from what we have heard,from what i "
     "know of,"
     "from what i've been reading,based on what i know,based on what we know,based on what i've seen,"
     "based on what i have seen,based on what we've seen,based on what we have seen,based on what we're "
     "seeing,"
     "based on what we are seeing,based on what i saw,based on what i've heard,based on what i have heard,"
     "based on what i was told,based on what we heard,based on what you've said,based on what you have said,"
     "based on everything i've seen,based on everything we know,based on my experience,based on our "
     "experience,"
     "judging by,judging from,the word is,so the story goes,so they say,so we're told,so we are told,"
     "we're told,we are told,we were told,so i hear,so i've heard,so i have heard,so i understand"},
    {kinds::kEvidential, Frame::told,
     "tell,inform,advise,say,report,allege,claim,rumor,rumour,believe,think,prove,establish,show,document,"
     "confirm,"
     "assume,understand,estimate,repute,suspect,acknowledge,assert,demonstrate,verify,suggest,argue,contend,"
     "speculate,fear"},
    {kinds::kEvidential, Frame::heard, "hear,read"},
    {kinds::kEvidential, Frame::they_say,
     "say,claim,allege,believe,think,argue,suggest,assert,maintain,contend,insist,reckon,suspect,fear,"
     "suppose,"
     "feel,speculate,warn"},
    {kinds::kEvidential, Frame::they,
     "some,many,people,they,critic,observer,expert,analyst,source,other,most,somebody,someone"},
    {kinds::kEvidential, Frame::there_noun,
     "report,rumor,rumour,allegation,accusation,prediction,speculation,suggestion,indication,evidence,sign,"
     "talk,"
     "testimony,proof,claim"},
    {kinds::kEvidential, Frame::attribute,
     "allege,purport,suppose,rumor,rumour,suspect,repute,alleged,purported,supposed,reported,rumored,"
     "rumoured,suspected,ostensible,reputed"},
    {kinds::kEvidential, Frame::shows, "show,suggest,indicate,demonstrate,prove,reveal,confirm"},
    {kinds::kEvidential, Frame::evidence,
     "figure,number,evidence,datum,data,poll,polling,survey,study,research,statistic,fact,record,report,"
     "finding,"
     "result,science,history,experience,estimate,document,analysis,test,indication,sign,intelligence,"
     "information,"
     "account,testimony,conversation,projection,forecast,prediction,experiment,chart,trend,census,count"},

    // ---- Denials: a claim that somebody made is rejected ----
    {kinds::kDenial, Frame::deny_verb,
     "deny,reject,refute,dispute,disagree,contradict,disavow,repudiate,rebut,contest,disbelieve"},
    {kinds::kNegatedDenial, Frame::deny_verb,
     "agree,accept,buy,concede,share,subscribe,say,suggest,claim,imply,state"},
    {kinds::kDenial, Frame::false_word,
     "false,untrue,wrong,mistaken,incorrect,inaccurate,nonsense,nonsensical,lie,rubbish,myth,absurd,baseless,"
     "groundless,"
     "unfounded,ridiculous,fabrication,fiction,hoax,fallacy,mischaracterization,mischaracterisation,"
     "misconception,"
     "falsehood,slander,libel,preposterous,ludicrous,bogus,misrepresentation,distortion,fantasy,invention"},
    {kinds::kNegatedDenial, Frame::true_word, "true,right,correct,accurate,case,fact,so,fair,truth,valid"},
    {kinds::kDenial, Frame::phrase,
     "no way,not at all,absolutely not,certainly not,definitely not,of course not,not true,not so,by no "
     "means,"
     "far from it,on the contrary,quite the contrary,quite the opposite,to the contrary,nothing of the kind,"
     "nothing of the sort,nothing could be further from the truth,not in the least,no such thing,"
     "under no circumstances,in no way"},

    // ---- Commitments and demands ----
    {kinds::kCommitment, Frame::promise_verb,
     "promise,pledge,commit,vow,undertake,intend,guarantee,swear,plan,resolve,aim"},
    {kinds::kCommitment, Frame::will, "will,shall,go"},
    {kinds::kCommitment, Frame::happens,
     "see,be,have,know,think,believe,feel,hear,need,want,like,lose,die,suffer,remember,recall,regret,say,get,"
     "miss,"
     "understand,face,seem,become,live"},
    {kinds::kCommitment, Frame::ready_adjective,
     "ready,prepared,determined,committed,willing,resolved,dedicated"},
    {kinds::kDemand, Frame::demand_verb,
     "demand,insist,urge,require,request,call,ask,appeal,order,implore,beg,challenge,press,recommend,advise"},
    {kinds::kDemand, Frame::obligation, "must,should,have,need,ought,got"},

    // ---- Negation: after BioScope and the ConanDoyle corpus of Morante and Daelemans (2012) ----
    {kinds::kNegation, Frame::negator, "not,never,no,none,nobody,nothing,neither,nor,nowhere,no-one,n't,nay"},
    {kinds::kNegation, Frame::negative,
     "without,fail,lack,refuse,avoid,prevent,unable,absence,failure,refusal,inability,decline,neglect,omit,"
     "cease,"
     "absent,devoid,unwilling,unwillingness,exclude,forbid,prohibit,refrain,hardly,scarcely,barely,missing,"
     "rather than,instead of"},
};

}  // namespace quoth::stances
