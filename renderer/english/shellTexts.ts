/** Texts of the frame around the views: navigation, connection, an empty station. */
export const shellTexts = {
  appName: 'Plumbline',
  navigation: 'Views',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  ago: '{duration} ago',
  'duration.seconds': '{seconds} s',
  'duration.minutes': '{minutes} min {seconds} s',
  'duration.hours': '{hours} h {minutes} min',
  'field.optional': 'optional',

  'view.live': 'Live',
  'view.history': 'History',
  'view.products': 'Products',
  'view.setUp': 'Set up',
  'view.challenge': 'Challenge',
  'view.alarms': 'Alarms',
  'view.events': 'Events',
  'view.settings': 'Settings',

  'theme.automatic': 'Auto',
  'theme.light': 'Light',
  'theme.dark': 'Dark',
  'theme.change': 'Theme: {now}. Change to {next}',

  'link.connecting': 'Connecting to the station',
  'link.live': 'Connected',
  'link.lost': 'Not connected',
  'lost.heading': 'Connection to the station lost',
  'lost.stale': 'What you see behind this is from {time} and may have changed since.',
  'lost.explain':
    'If the station is running it goes on inspecting without this screen. The screen connects again by itself.',
  'lost.retryNow': 'Try now',
  'lost.retryIn': 'Next attempt in {seconds} s',
  'lost.trying': 'Trying to connect',

  'demo.mark': 'Demo: simulated camera, not production.',
  'demo.explain': 'The parts are drawn, the verdicts are real.',
  'demo.stop': 'Stop the demo and set up your own product',
  'demo.short': 'demo',

  'starting.heading': 'The station is starting',
  'starting.explain': 'The log is opened and the watched folders are looked through.',
  'empty.heading': 'Nothing is inspected yet',
  'empty.explain':
    'Teach the station what a good part looks like from a folder of good images. It then watches the folder your camera exports to.',
  'empty.setUp': 'Set up your own product',
  'empty.demo': 'Watch the demo',
} as const;
