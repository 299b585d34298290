import mark from './mark.svg';

export function Mark() {
  return <img src={mark} alt="" width={24} height={24} />;
}
