/** Words of Payload's own that say too little to a person who meets them. */
export const deskWords = {
  general: {
    null: 'not stated',
    noLabel: '–',
    notFound: 'There is nothing under this address. It may have been mistyped.',
  },
  error: {
    emailOrPasswordIncorrect:
      'This e-mail address and password open no account. After six wrong passwords an account stays locked for ten minutes, for the right one too.',
    notAllowedToPerformAction:
      'This is not for you to do here: your role has no right to it, or nobody has. Nothing is deleted at this desk, and what the desk itself records is not written by hand. If you are not signed in, sign in first.',
  },
};
