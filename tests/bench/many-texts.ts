/** Names, what customers notice, and three updates: enough that no two incidents of a page read the same. */
export const names = [
  "Sign-in fails",
  "Reports arrive late",
  "Search finds nothing new",
  "Uploads stop half-way",
  "E-mail arrives late",
  "The API answers slowly",
  "Invoices can’t be opened",
  "Calendars are out of step",
  "Mobile apps can’t connect",
  "Exports are incomplete",
  "Payments are declined",
  "Pages load without pictures",
  "Webhooks come twice",
  "Time entries are missing",
  "Single sign-on loops",
  "Charts stay empty",
  "Imports wait for hours",
  "Notifications are not sent",
  "Comments disappear",
  "Dashboards time out",
];

export const effects = [
  "You can’t sign in",
  "Figures are several hours old",
  "What you added today is not found",
  "Large files don’t arrive",
  "Mail from us reaches you late",
  "Programs wait up to a minute",
  "Invoices show an error",
  "Appointments are missing",
  "The apps show old data",
  "Exports lack the last day",
  "Cards are turned down",
  "Pictures don’t load",
  "Your systems hear of things twice",
  "Hours of this morning are not shown",
  "You come back to the sign-in page",
  "Charts have no lines",
  "Imported files wait",
  "No notification reaches you",
];

export const looking = [
  "We see errors since a few minutes ago and are looking for the reason. More within half an hour.",
  "Some of you wrote that this does not work. We can reproduce it and are looking into it.",
  "Our monitoring noticed it at the same time as you. The team is on it.",
  "Since a change of this morning this fails for a part of you. We are taking the change back.",
  "A provider of ours reports trouble. We are finding out what that means for you.",
  "We are looking into it, and say more as soon as we know more.",
  "Two of our servers answer slowly. We are taking them out of rotation to see why.",
];

export const found = [
  "A full disk kept one of three databases from writing. We are making room; nothing was lost.",
  "A certificate had expired on an inner connection. It is renewed, and caches are being emptied.",
  "One very large account held up all others. It now runs by itself, and the rest is catching up.",
  "A queue had stopped without telling anybody. It runs again; what waits will be worked off in an hour.",
  "The last release asked a table for far too much. We have put the release before it back.",
  "Our network provider lost a line between two data centres. Traffic takes another way now.",
  "A limit that we had set too low was reached at noon. We have raised it and watch the effect.",
  "A clean-up job deleted an index that was in use. We are building it again.",
  "A clock that was wrong by a minute made signatures invalid. It is set right.",
];

export const over = [
  "All is as it was before. We will look at why nothing warned us earlier.",
  "Everything that waited has arrived. If you still miss something, please write to us.",
  "It has worked without errors for an hour. We consider this resolved.",
  "The cause is mended for good: the job now has a line of its own.",
  "Nothing was lost. We have added an alarm for this very case.",
  "The provider confirms that the line is repaired, and so do our figures.",
  "All caches are warm again, and pages load as quickly as yesterday.",
  "We have put things right by hand where that was needed. Sorry for the morning.",
];
