import type { shellTexts as original } from '../english/shellTexts.ts';
import { translation } from '../translation.ts';

export const shellTexts = translation<typeof original, 'spanish'>()({
  appName: 'Plumbline',
  navigation: 'Vistas',
  close: 'Cerrar',
  cancel: 'Cancelar',
  save: 'Guardar',
  ago: 'hace {duration}',
  'duration.seconds': '{seconds} s',
  'duration.minutes': '{minutes} min {seconds} s',
  'duration.hours': '{hours} h {minutes} min',
  'unit.percent': '{number} %',
  'unit.milliseconds': '{number} ms',
  'field.optional': 'opcional',

  'view.live': 'En vivo',
  'view.history': 'Historial',
  'view.products': 'Productos',
  'view.setUp': 'Configurar',
  'view.lab': 'Laboratorio',
  'view.challenge': 'Verificación',
  'view.alarms': 'Alarmas',
  'view.events': 'Eventos',
  'view.settings': 'Ajustes',

  'theme.automatic': 'Auto',
  'theme.light': 'Claro',
  'theme.dark': 'Oscuro',
  'theme.change': 'Tema: {now}. Cambiar a {next}',
  'language.label': 'Idioma',
  'language.change': 'Idioma: {now}. Elegir otro',

  'link.connecting': 'Conectando con la estación',
  'link.live': 'Conectado',
  'link.lost': 'Sin conexión',
  'lost.heading': 'Se perdió la conexión con la estación',
  'lost.stale': 'Lo que se ve detrás es de {time} y puede haber cambiado desde entonces.',
  'lost.explain':
    'Si la estación funciona, sigue inspeccionando sin esta pantalla. La pantalla se vuelve a conectar sola.',
  'lost.retryNow': 'Intentar ahora',
  'lost.retryIn': 'Próximo intento en {seconds} s',
  'lost.trying': 'Intentando conectar',

  'demo.mark': 'Demostración: cámara simulada, no es producción.',
  'demo.explain': 'Las piezas son dibujadas, los veredictos son reales.',
  'demo.stop': 'Detener la demostración y configurar un producto propio',
  'demo.short': 'demo',

  'starting.heading': 'La estación está arrancando',
  'starting.explain': 'Se abre el registro y se revisan las carpetas vigiladas.',
  'empty.heading': 'Todavía no se inspecciona nada',
  'empty.explain':
    'Enseñe a la estación cómo es una pieza buena con una carpeta de imágenes buenas. Después vigilará la carpeta a la que exporta su cámara.',
  'empty.setUp': 'Configurar un producto propio',
  'empty.demo': 'Ver la demostración',
});
