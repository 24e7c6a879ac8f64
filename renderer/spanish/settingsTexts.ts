import type { settingsTexts as original } from '../english/settingsTexts.ts';
import { translation } from '../translation.ts';

export const settingsTexts = translation<typeof original, 'spanish'>()({
  'settings.version': 'Plumbline {version}',
  'settings.screen': 'Esta pantalla',
  'settings.theme': 'Tema',
  'settings.themeHelp': 'Auto sigue al sistema. Oscuro es para naves oscuras.',
  'kiosk.enter': 'Modo quiosco',
  'kiosk.leave': 'Salir del modo quiosco',
  'kiosk.offHelp':
    'Llena la pantalla y así queda, también tras reiniciar. Con usuarios activos, salir requiere un ingeniero.',
  'kiosk.onHelp':
    'Esta pantalla está en modo quiosco. Si el navegador salió de pantalla completa, el siguiente toque la llena de nuevo.',
  'awake.keeps': 'La pantalla permanece encendida mientras se inspecciona una carpeta.',
  'awake.cannot':
    'Este navegador no deja que la página mantenga encendida la pantalla: solo lo permite a páginas de este equipo o de https. Desactive la suspensión en las opciones de energía de este equipo.',
  'settings.languageHelp': 'Vale para esta pantalla y, si ha iniciado sesión, para usted.',
  'settings.station': 'La estación',
  'settings.provider': 'Se evalúa en',
  'providerHelp.auto': 'El más rápido que supera la prueba de tiempo.',
  'providerHelp.cpu': 'Siempre disponible.',
  'providerHelp.cuda': 'Tarjetas NVIDIA en Linux.',
  'providerHelp.webgpu': 'Tarjetas gráficas de cualquier marca.',
  'providerHelp.dml': 'Tarjetas gráficas en Windows.',
  'providerHelp.coreml': 'Ordenadores Apple.',
  'settings.hours': 'Los turnos empiezan a las (horas)',
  'settings.hoursHelp': 'Hora local, p. ej. 6, 14, 22. Los recuentos y el rendimiento empiezan de nuevo.',
  'settings.hoursWrong': 'Las horas son números enteros de 0 a 23, no «{typed}».',
  'settings.disk': 'Alarma por debajo de espacio libre (MB)',
  'settings.diskHelp': 'La inspección continúa.',
  'settings.countWrong': 'Indique un número entero, 1 o más.',
  'settings.saved': 'Guardado',

  'backUp.heading': 'Copia de seguridad del registro',
  'backUp.folder': 'Carpeta para la copia',
  'backUp.help': 'Una copia completa de la base de datos, hecha mientras la inspección continúa.',
  'backUp.start': 'Copiar ahora',
  'backUp.done': '{path}, {size}',
});
